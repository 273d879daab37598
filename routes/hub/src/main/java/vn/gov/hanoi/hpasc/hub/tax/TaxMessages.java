package vn.gov.hanoi.hpasc.hub.tax;

import java.util.Objects;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.AgencySource;
import vn.gov.hanoi.hpasc.dossier.ChargeKind;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.MessageData;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.ObligationRaised;
import vn.gov.hanoi.hpasc.dossier.PaymentConfirmed;
import vn.gov.hanoi.hpasc.dossier.Vnd;

/** Rows as messages. Nothing of a message depends on when it is made, so that it is the same at every attempt. */
final class TaxMessages {

    /** How a voucher's money is told from that of the gateways. */
    static final String GATEWAY = "tax-voucher";

    private TaxMessages() {}

    static DossierMessage message(TaxRow row, AgencyCode taxOffice) {
        TaxFact fact = Objects.requireNonNull(row.item().fact());
        return new DossierMessage(
                new AgencySource(taxOffice),
                Objects.requireNonNull(row.messageId()),
                type(fact),
                Objects.requireNonNull(row.dossier()),
                row.firstSeenAt(),
                null,
                data(fact));
    }

    private static MessageType type(TaxFact fact) {
        return switch (fact) {
            case TaxFact.Notice notice -> MessageType.OBLIGATION_RAISED;
            case TaxFact.Voucher voucher -> MessageType.PAYMENT_CONFIRMED;
        };
    }

    /** The notice's number is the obligation's id: by it the voucher finds what was paid, whichever of them comes first. */
    static MessageData data(TaxFact fact) {
        return switch (fact) {
            case TaxFact.Notice notice ->
                new ObligationRaised(
                        notice.number(),
                        ChargeKind.TAX,
                        notice.name(),
                        new Vnd(notice.amount()),
                        notice.dueAt(),
                        notice.number(),
                        notice.payee(),
                        notice.payer());
            case TaxFact.Voucher voucher ->
                new PaymentConfirmed(
                        voucher.number(),
                        new Vnd(voucher.amount()),
                        voucher.paidAt(),
                        GATEWAY,
                        voucher.naturalKey().length() <= 100
                                ? voucher.naturalKey()
                                : voucher.paidAt().toString(),
                        null);
        };
    }
}
