package vn.gov.hanoi.hpasc.hub.payment.order;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Bill;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Bill.Line;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Bill.Payer;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.dossier.Applicant;
import vn.gov.hanoi.hpasc.dossier.Payee;
import vn.gov.hanoi.hpasc.dossier.Vnd;
import vn.gov.hanoi.hpasc.hub.payment.obligation.Obligation;
import vn.gov.hanoi.hpasc.hub.payment.order.DossierFile.Payable;

/**
 * Writes bills for the government platforms. Nothing is invented: where the dossier does not say who pays or where the money
 * goes, and the contract does not either, there is no bill.
 */
public final class Bills {

    /** The bill for {@code amount} of one obligation; null when too little is known for one. */
    @Nullable
    Bill of(Payable dossier, String obligationId, Vnd amount, Merchant merchant) {
        return dossier.dues().obligations().stream()
                .filter(obligation -> obligation.id().equals(obligationId))
                .findFirst()
                .flatMap(obligation -> bill(dossier, List.of(obligation), List.of(line(obligation, amount)), merchant))
                .orElse(null);
    }

    /** The bill for all that is due; empty when too little is known for one. */
    public Optional<Bill> ofAllDue(Payable dossier, Merchant merchant) {
        List<Obligation> due = dossier.dues().due();
        List<Line> lines = due.stream()
                .map(obligation -> line(obligation, new Vnd(obligation.outstanding())))
                .toList();
        return due.isEmpty() ? Optional.empty() : bill(dossier, due, lines, merchant);
    }

    private static Line line(Obligation obligation, Vnd amount) {
        return new Line(obligation.kind(), obligation.id(), obligation.name(), amount);
    }

    private static Optional<Bill> bill(
            Payable dossier, List<Obligation> obligations, List<Line> lines, Merchant merchant) {
        Optional<Payee> payee = obligations.stream()
                .map(Obligation::payee)
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> payee(merchant));
        Optional<Payer> payer = payer(dossier.applicant(), obligations);
        String procedure = dossier.procedureCode();
        if (payee.isEmpty() || payer.isEmpty() || procedure == null) {
            return Optional.empty();
        }
        return Optional.of(new Bill(
                dossier.code(),
                procedure,
                Objects.requireNonNullElse(dossier.procedureName(), procedure),
                merchant.agency(),
                merchant.setting("agency-name", payee.get().name()),
                payee.get(),
                payer.get(),
                lines));
    }

    private static Optional<Payee> payee(Merchant merchant) {
        return merchant.setting("payee-account")
                .flatMap(account -> merchant.setting("payee-name")
                        .map(name -> new Payee(
                                account, merchant.setting("payee-bank").orElse(null), name)));
    }

    private static Optional<Payer> payer(@Nullable Applicant applicant, List<Obligation> obligations) {
        String named = obligations.stream()
                .map(Obligation::payer)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (applicant == null) {
            return named == null ? Optional.empty() : Optional.of(new Payer(named, null, null, null, null));
        }
        String identity = applicant.identityNumber() == null ? applicant.taxCode() : applicant.identityNumber();
        if (named != null && !named.equals(applicant.fullName())) {
            return Optional.of(new Payer(named, null, null, null, null));
        }
        return Optional.of(new Payer(applicant.fullName(), identity, applicant.address(), null, null));
    }
}
