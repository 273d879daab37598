package vn.gov.hanoi.hpasc.hub.payment.reconciliation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line, held against the books.
 *
 * @param line in the file, from 1; negative for what only the hub has
 * @param kind payment or refund
 * @param amount as the file says
 * @param expected as the books say
 * @param detail what differs, in a few words
 */
record Compared(
        long line,
        LineClass result,
        String kind,
        @Nullable String reference,
        @Nullable String transaction,
        @Nullable UUID paymentId,
        @Nullable Long amount,
        @Nullable Long expected,
        @Nullable Long fee,
        @Nullable String status,
        @Nullable Instant at,
        @Nullable String detail) {}
