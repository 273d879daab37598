package vn.gov.hanoi.hpasc.dossier;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The handling agency moved the dossier on. */
public record Progressed(
        DossierStatus status,
        Officer officer,
        @Nullable String note,
        @Nullable Instant startedAt,
        @Nullable Instant dueAt,
        @Nullable List<Alias> aliases)
        implements MessageData {}
