package vn.gov.hanoi.hpasc.dossier;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The handling agency decided.
 *
 * @param decision number of the decision
 * @param documents the result
 */
public record Resolved(
        Resolution resolution,
        @Nullable String decision,
        @Nullable Instant decidedAt,
        @Nullable Officer officer,
        @Nullable List<DocumentReference> documents,
        @Nullable String note)
        implements MessageData {}
