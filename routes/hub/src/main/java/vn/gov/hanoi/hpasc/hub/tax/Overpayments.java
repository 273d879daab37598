package vn.gov.hanoi.hpasc.hub.tax;

import java.time.Instant;
import java.util.Objects;
import vn.gov.hanoi.hpasc.hub.payment.book.Book.Page;
import vn.gov.hanoi.hpasc.hub.payment.cases.CaseKind;
import vn.gov.hanoi.hpasc.hub.payment.cases.Cases;
import vn.gov.hanoi.hpasc.hub.payment.cases.Cases.Finding;

/**
 * Opens a case where more was paid of a notice than it asks for. A voucher may tell of money that a gateway told of before,
 * or of other money: only a person can know, so both are counted and shown.
 */
final class Overpayments {

    private static final String OF = """
        select o.amount, o.confirmed - o.refunded as paid from obligation o join dossier d on d.dossier_id = o.dossier_id
        where d.code = :dossier and d.held_for is null and o.obligation_id = :number and o.confirmed - o.refunded > o.amount\
        """;

    void look(Page page, TaxRow row, Instant now) {
        TaxFact fact = Objects.requireNonNull(row.item().fact());
        page.sql(OF)
                .param("dossier", row.dossier())
                .param("number", fact.number())
                .query((found, n) -> new long[] {found.getLong("amount"), found.getLong("paid")})
                .optional()
                .ifPresent(sums -> open(page, row, fact, sums[0], sums[1], now));
    }

    private static void open(Page page, TaxRow row, TaxFact fact, long owed, long paid, Instant now) {
        Cases.open(
                page,
                new Finding(
                        CaseKind.DOUBLE_PAYMENT,
                        CaseKind.DOUBLE_PAYMENT.wire() + ":tax:" + row.dossier() + ":" + fact.number() + ":" + paid,
                        TaxMessages.GATEWAY,
                        null,
                        null,
                        row.dossier(),
                        paid - owed,
                        "of tax notice " + fact.number() + ", which asks for " + owed + ", " + paid + " were paid",
                        "compare the voucher with the gateway's payment: the same money, or money to be given back"),
                now);
    }
}
