package vn.gov.hanoi.hpasc.hub.payment.order;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import vn.gov.hanoi.hpasc.hub.payment.merchants.Contract;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Payees.Account;
import vn.gov.hanoi.hpasc.hub.payment.obligation.Obligation;
import vn.gov.hanoi.hpasc.hub.payment.order.DossierFile.Payable;

/**
 * Writes bills for the government platforms, one for each payee and payer. Nothing is invented: where the dossier does not
 * say who pays, or configuration does not say where the money goes, there is no bill.
 */
public final class Bills {

    private final PayeeAccounts accounts;

    Bills(PayeeAccounts accounts) {
        this.accounts = accounts;
    }

    /** The bill for {@code amount} of one obligation; null when too little is known for one. */
    @Nullable
    Bill of(Payable dossier, String obligationId, Vnd amount, Merchant merchant) {
        return dossier.dues()
                .obligation(obligationId)
                .flatMap(owed ->
                        head(dossier, owed, merchant).flatMap(head -> bill(dossier, head, List.of(line(owed, amount)))))
                .orElse(null);
    }

    /** The bills for all that is due at {@code gateway}; what too little is known of has none. */
    public List<Bill> ofAllDue(Payable dossier, String gateway) {
        Map<Head, List<Line>> lines = new LinkedHashMap<>();
        for (Obligation owed : dossier.dues().due()) {
            accounts.contract(gateway, dossier, owed)
                    .map(Contract::merchant)
                    .flatMap(merchant -> head(dossier, owed, merchant))
                    .ifPresent(head -> lines.computeIfAbsent(head, first -> new ArrayList<>())
                            .add(line(owed, new Vnd(owed.outstanding()))));
        }
        return lines.entrySet().stream()
                .flatMap(head -> bill(dossier, head.getKey(), head.getValue()).stream())
                .toList();
    }

    /** What all lines of a bill share: by whose contract it is paid, to whom, and by whom. */
    private record Head(Merchant merchant, Payee payee, Payer payer) {}

    private Optional<Head> head(Payable dossier, Obligation owed, Merchant merchant) {
        return accounts.account(dossier, owed, merchant) instanceof Account.Configured(Payee payee)
                ? payer(dossier.applicant(), owed).map(payer -> new Head(merchant, payee, payer))
                : Optional.empty();
    }

    private static Line line(Obligation obligation, Vnd amount) {
        return new Line(obligation.kind(), obligation.id(), obligation.name(), amount);
    }

    private static Optional<Bill> bill(Payable dossier, Head head, List<Line> lines) {
        String procedure = dossier.procedureCode();
        if (procedure == null) {
            return Optional.empty();
        }
        return Optional.of(new Bill(
                dossier.code(),
                procedure,
                Objects.requireNonNullElse(dossier.procedureName(), procedure),
                head.merchant().agency(),
                head.merchant().setting("agency-name", head.payee().name()),
                head.payee(),
                head.payer(),
                lines));
    }

    private static Optional<Payer> payer(@Nullable Applicant applicant, Obligation owed) {
        String named = owed.payer();
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
