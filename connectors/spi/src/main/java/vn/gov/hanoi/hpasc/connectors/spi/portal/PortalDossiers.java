package vn.gov.hanoi.hpasc.connectors.spi.portal;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;

/** The hub's side: dossiers for the portal, and the memory of what the portal confirmed, part by part. */
public interface PortalDossiers {

    /**
     * Takes a dossier in hand; nobody else has it, on whatever node, until the turn is closed.
     *
     * @param code the dossier's own
     * @return null when the hub knows no such dossier
     */
    @Nullable
    Turn take(String code);

    /** A dossier in hand. What is told here is remembered at once. */
    interface Turn extends AutoCloseable {

        PortalDossier dossier();

        /**
         * The portal has the record.
         *
         * @param status the dossier's own status
         * @param shown the status the portal was told, another one only where a rewrite is configured
         */
        void recordConfirmed(String fingerprint, DossierStatus status, DossierStatus shown);

        /** The portal does not have the dossier although it was believed to. */
        void recordMissing();

        /** The portal does not have the record as it should be. */
        void recordFailed(ErrorCode code, String reason);

        /** The portal has these rows of progress. */
        void progressConfirmed(List<Told> rows);

        /** The portal does not have this row of progress. */
        void progressFailed(Told row, ErrorCode code, String reason);

        @Override
        void close();
    }

    /**
     * A row of progress as the portal was told it.
     *
     * @param exchangeId the message it tells of
     * @param status the dossier's own status
     * @param shown the status told
     */
    record Told(UUID exchangeId, DossierStatus status, DossierStatus shown) {}
}
