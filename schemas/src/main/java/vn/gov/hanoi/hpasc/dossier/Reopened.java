package vn.gov.hanoi.hpasc.dossier;

import org.jspecify.annotations.Nullable;

/**
 * A dossier goes back for correction, as by the land registry's YeuCauCapNhatHoSo.
 *
 * @param status where it goes back to
 */
public record Reopened(
        String reason, DossierStatus status, @Nullable Officer officer) implements MessageData {}
