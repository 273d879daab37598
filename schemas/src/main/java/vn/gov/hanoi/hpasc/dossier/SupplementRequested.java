package vn.gov.hanoi.hpasc.dossier;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The handling agency asks for more papers; the citizen's clock pauses. */
public record SupplementRequested(
        String reason,
        List<SupplementItem> items,
        @Nullable Officer officer,
        @Nullable Instant dueAt) implements MessageData {}
