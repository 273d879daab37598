package vn.gov.hanoi.hpasc.dossier;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Money went back to the payer. */
public record PaymentRefunded(
        String obligationId,
        Vnd amount,
        Instant refundedAt,
        @Nullable String gateway,
        @Nullable String transaction,
        @Nullable String reason)
        implements MessageData {}
