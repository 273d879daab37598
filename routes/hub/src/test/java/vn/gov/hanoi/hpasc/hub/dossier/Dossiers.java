package vn.gov.hanoi.hpasc.hub.dossier;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.ProcedureCode;
import vn.gov.hanoi.hpasc.hub.dossier.DossierState.Registration;

/** Dossiers as their rows would say, without a database. */
public final class Dossiers {

    private Dossiers() {}

    /** A land dossier that was registered. */
    public static DossierState land(long id, String code, DossierStatus status) {
        Registration registration = new Registration(
                new ProcedureCode("1.012753"),
                null,
                new AgencyCode("H26.13"),
                new AgencyCode("H26.103"),
                Instant.EPOCH,
                null);
        return stored(id, code, 1, status, UUID.randomUUID(), registration);
    }

    /** A code under which messages came that are held. */
    public static DossierState unregistered(long id, String code, long messages) {
        return stored(id, code, messages, null, null, null);
    }

    private static DossierState stored(
            long id,
            String code,
            long messages,
            @Nullable DossierStatus status,
            @Nullable UUID registeredBy,
            @Nullable Registration registration) {
        return DossierState.stored(id, code, Instant.EPOCH, messages, status, registeredBy, registration);
    }
}
