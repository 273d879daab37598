package vn.gov.hanoi.hpasc.dossier;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The handling agency moved the dossier on.
 *
 * @param startedAt when the step began
 * @param dueAt when the step should be done
 * @param aliases other codes of the dossier, in alias systems of the sender
 * @param participants agencies that the handling agency asks to take part from now on
 */
public record Progressed(
        DossierStatus status,
        Officer officer,
        @Nullable String note,
        @Nullable Instant startedAt,
        @Nullable Instant dueAt,
        @Nullable List<Alias> aliases,
        @Nullable List<AgencyCode> participants)
        implements MessageData {

    /** Asks nobody to take part. */
    public Progressed(
            DossierStatus status,
            Officer officer,
            @Nullable String note,
            @Nullable Instant startedAt,
            @Nullable Instant dueAt,
            @Nullable List<Alias> aliases) {
        this(status, officer, note, startedAt, dueAt, aliases, null);
    }
}
