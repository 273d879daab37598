package vn.gov.hanoi.hpasc.hub.payment.reconciliation;

import static vn.gov.hanoi.hpasc.hub.payment.reconciliation.LineClass.AMOUNT;
import static vn.gov.hanoi.hpasc.hub.payment.reconciliation.LineClass.CUT_OFF;
import static vn.gov.hanoi.hpasc.hub.payment.reconciliation.LineClass.FEE;
import static vn.gov.hanoi.hpasc.hub.payment.reconciliation.LineClass.MATCHED;
import static vn.gov.hanoi.hpasc.hub.payment.reconciliation.LineClass.ONLY_GATEWAY;
import static vn.gov.hanoi.hpasc.hub.payment.reconciliation.LineClass.REFUND;
import static vn.gov.hanoi.hpasc.hub.payment.reconciliation.LineClass.STATUS;
import static vn.gov.hanoi.hpasc.hub.payment.reconciliation.LineClass.UNREADABLE;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentStatus;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SettlementLine;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SettlementLine.Row;

/** Compares one line with what the books know of it. Pure. */
final class Comparison {

    private static final long MILLE = 1000;

    private final LocalDate day;
    private final @Nullable Integer feePerMille;

    Comparison(LocalDate day, @Nullable Integer feePerMille) {
        this.day = day;
        this.feePerMille = feePerMille;
    }

    /**
     * What the books know of a payment.
     *
     * @param moved whether money moved, as far as the hub knows
     * @param amount of this transaction, or what was ordered while none moved
     * @param movedAt when it did
     * @param sameTransaction whether the line names a transaction that the books have
     */
    record Booked(
            UUID paymentId,
            boolean moved,
            long amount,
            @Nullable Instant movedAt,
            boolean sameTransaction) {}

    /** What the books know of a refund. */
    record BookedRefund(
            UUID paymentId,
            boolean done,
            long amount,
            @Nullable Instant finishedAt) {}

    static Compared unreadable(SettlementLine.Unreadable line) {
        return new Compared(
                line.line(), UNREADABLE, "unknown", null, null, null, null, null, null, null, null, line.reason());
    }

    Compared payment(Row row, @Nullable Booked booked) {
        if (booked == null) {
            return row.status() == PaymentStatus.PAID
                    ? compared(row, ONLY_GATEWAY, null, null, "the hub has no such order")
                    : compared(row, MATCHED, null, null, "not paid, and not in the books");
        }
        boolean paid = row.status() == PaymentStatus.PAID;
        if (paid != booked.moved()) {
            return compared(
                    row,
                    STATUS,
                    booked.paymentId(),
                    booked.amount(),
                    paid ? "settled, and not paid in the books" : "paid in the books, and not at the gateway");
        }
        if (!paid) {
            return compared(row, MATCHED, booked.paymentId(), booked.amount(), null);
        }
        if (!booked.sameTransaction()) {
            return compared(
                    row, ONLY_GATEWAY, booked.paymentId(), booked.amount(), "another transaction for a paid order");
        }
        return paid(row, booked);
    }

    private Compared paid(Row row, Booked booked) {
        if (row.amount().amount() != booked.amount()) {
            return compared(row, AMOUNT, booked.paymentId(), booked.amount(), "another amount in the books");
        }
        String fee = fee(row);
        if (fee != null) {
            return compared(row, FEE, booked.paymentId(), booked.amount(), fee);
        }
        return onThisDay(booked.movedAt())
                ? compared(row, MATCHED, booked.paymentId(), booked.amount(), null)
                : compared(row, CUT_OFF, booked.paymentId(), booked.amount(), "another day in the books");
    }

    Compared refund(Row row, @Nullable BookedRefund booked) {
        if (booked == null) {
            return compared(row, REFUND, null, null, "the hub asked for no such refund");
        }
        if (!booked.done()) {
            return compared(row, REFUND, booked.paymentId(), booked.amount(), "not finished in the books");
        }
        if (row.amount().amount() != booked.amount()) {
            return compared(row, REFUND, booked.paymentId(), booked.amount(), "another amount in the books");
        }
        return onThisDay(booked.finishedAt())
                ? compared(row, MATCHED, booked.paymentId(), booked.amount(), null)
                : compared(row, CUT_OFF, booked.paymentId(), booked.amount(), "another day in the books");
    }

    private boolean onThisDay(@Nullable Instant at) {
        return at == null || at.atZone(Settlement.HANOI).toLocalDate().equals(day);
    }

    /** Half a đồng may be rounded either way. */
    private @Nullable String fee(Row row) {
        if (feePerMille == null || row.fee() == null) {
            return null;
        }
        long exact = Math.multiplyExact(row.amount().amount(), feePerMille);
        long down = exact / MILLE;
        long up = exact % MILLE == 0 ? down : down + 1;
        long fee = row.fee().amount();
        return fee == down || fee == up ? null : "agreed were " + down + " VND";
    }

    private static Compared compared(
            Row row, LineClass result, @Nullable UUID paymentId, @Nullable Long expected, @Nullable String detail) {
        return new Compared(
                row.line(),
                result,
                row.kind().name().toLowerCase(Locale.ROOT),
                row.reference(),
                row.gatewayTransaction(),
                paymentId,
                row.amount().amount(),
                expected,
                row.fee() == null ? null : row.fee().amount(),
                row.rawStatus(),
                row.at(),
                detail);
    }
}
