package vn.gov.hanoi.hpasc.dossier;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money for an obligation arrived.
 *
 * @param transaction the gateway's own
 * @param receipt số biên lai
 */
public record PaymentConfirmed(
        String obligationId,
        Vnd amount,
        Instant paidAt,
        @Nullable String gateway,
        @Nullable String transaction,
        @Nullable String receipt)
        implements MessageData {}
