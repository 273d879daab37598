package vn.gov.hanoi.hpasc.dossier;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The citizen brought what was asked for.
 *
 * @param dueAt the new promise
 */
public record Supplemented(
        List<DocumentReference> documents,
        @Nullable List<Fee> fees,
        @Nullable Instant dueAt,
        @Nullable String note) implements MessageData {}
