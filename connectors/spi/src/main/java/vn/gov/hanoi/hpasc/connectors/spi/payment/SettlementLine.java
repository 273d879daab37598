package vn.gov.hanoi.hpasc.connectors.spi.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.Vnd;

/** One row of a settlement file. */
public sealed interface SettlementLine {

    /** Where it stands in the file, from 1, the header counted. */
    long line();

    /**
     * A transaction.
     *
     * @param kind what moved
     * @param reference {@link OrderReference#value()}, or the refund id for a refund that names it; null when the row has
     *     none
     * @param gatewayTransaction the gateway's own number; null when the row has none
     * @param amount what moved
     * @param fee what the gateway keeps; null when the row does not say
     * @param status what the gateway says of it
     * @param rawStatus in its own words; empty when the row does not say, and then {@code status} is PAID
     * @param at when; null when the row does not say
     */
    record Row(
            long line,
            Kind kind,
            @Nullable String reference,
            @Nullable String gatewayTransaction,
            Vnd amount,
            @Nullable Vnd fee,
            PaymentStatus status,
            String rawStatus,
            @Nullable Instant at)
            implements SettlementLine {}

    /**
     * A row that makes no sense: a case for a person.
     *
     * @param reason which column and what is wrong, without what stood there
     */
    record Unreadable(long line, String reason) implements SettlementLine {}

    /** What moved. */
    enum Kind {
        PAYMENT,
        REFUND
    }
}
