package vn.gov.hanoi.hpasc.dossier;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The handling agency asks for more papers; the citizen's clock pauses.
 *
 * @param dueAt until when they are to be brought
 * @param participants agencies that the handling agency asks to take part from now on
 */
public record SupplementRequested(
        String reason,
        List<SupplementItem> items,
        @Nullable Officer officer,
        @Nullable Instant dueAt,
        @Nullable List<AgencyCode> participants)
        implements MessageData {

    /** Asks nobody to take part. */
    public SupplementRequested(
            String reason, List<SupplementItem> items, @Nullable Officer officer, @Nullable Instant dueAt) {
        this(reason, items, officer, dueAt, null);
    }
}
