package vn.gov.hanoi.hpasc.hub.payment.obligation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;

/**
 * A payment or a refund that a message told of.
 *
 * @param exchangeId the message
 * @param teller the agency that told of it
 * @param obligationId for what, as the message says; nobody need have raised it yet
 * @param amount in whole đồng
 * @param counted false when another message told of the same transaction before
 */
public record MoneyEntry(
        UUID exchangeId,
        AgencyCode teller,
        String obligationId,
        Kind kind,
        long amount,
        Instant at,
        @Nullable String gateway,
        @Nullable String transaction,
        @Nullable String receipt,
        boolean counted) {

    /** Which way the money went. */
    public enum Kind {
        CONFIRMED,
        REFUNDED
    }

    MoneyEntry uncounted() {
        return new MoneyEntry(exchangeId, teller, obligationId, kind, amount, at, gateway, transaction, receipt, false);
    }

    boolean sameTransaction(MoneyEntry other) {
        return transaction != null
                && transaction.equals(other.transaction)
                && gateway != null
                && gateway.equals(other.gateway)
                && kind == other.kind
                && kind == Kind.CONFIRMED;
    }
}
