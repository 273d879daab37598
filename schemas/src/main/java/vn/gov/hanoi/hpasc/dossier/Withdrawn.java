package vn.gov.hanoi.hpasc.dossier;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The citizen took the dossier back. */
public record Withdrawn(@Nullable String reason, @Nullable Instant withdrawnAt) implements MessageData {}
