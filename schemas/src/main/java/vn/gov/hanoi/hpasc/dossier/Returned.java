package vn.gov.hanoi.hpasc.dossier;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The result reached the citizen. */
public record Returned(
        ReturnMethod method,
        Instant returnedAt,
        @Nullable String receivedBy,
        @Nullable String note) implements MessageData {}
