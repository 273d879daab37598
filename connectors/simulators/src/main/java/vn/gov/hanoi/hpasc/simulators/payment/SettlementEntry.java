package vn.gov.hanoi.hpasc.simulators.payment;

import java.time.Instant;

/**
 * One row of a settlement file before it is written.
 *
 * @param refund whether money went back
 * @param reference of the order
 * @param refundId of the refund; empty for a payment
 * @param transaction the gateway's number
 * @param amount in whole đồng
 * @param fee what the gateway keeps
 */
public record SettlementEntry(
        String merchant,
        boolean refund,
        String reference,
        String refundId,
        String transaction,
        long amount,
        long fee,
        Instant at) {

    SettlementEntry amount(long newAmount) {
        return new SettlementEntry(merchant, refund, reference, refundId, transaction, newAmount, fee, at);
    }

    SettlementEntry fee(long newFee) {
        return new SettlementEntry(merchant, refund, reference, refundId, transaction, amount, newFee, at);
    }

    SettlementEntry movedTo(Instant newTime) {
        return new SettlementEntry(merchant, refund, reference, refundId, transaction, amount, fee, newTime);
    }
}
