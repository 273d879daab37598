package vn.gov.hanoi.hpasc.hub.dossier;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
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
        return DossierState.stored(
                new DossierState.Row(id, code, null, Instant.EPOCH, 1),
                status,
                UUID.randomUUID(),
                new AgencyCode("H26.01"),
                registration,
                Set.of(),
                Set.of());
    }

    /** A dossier of H26.103 that was registered, and whose procedure nobody knows. */
    public static DossierState unassigned(long id, String code) {
        Registration registration = new Registration(
                new ProcedureCode("9.999999"), null, null, new AgencyCode("H26.103"), Instant.EPOCH, null);
        return DossierState.stored(
                new DossierState.Row(id, code, null, Instant.EPOCH, 1),
                DossierStatus.REGISTERED,
                UUID.randomUUID(),
                new AgencyCode("H26.103"),
                registration,
                Set.of(),
                Set.of());
    }

    /** A place where messages of one sender wait that name {@code code}. */
    public static DossierState waitingPlace(long id, String code, String sender, long messages) {
        return DossierState.stored(
                new DossierState.Row(id, code, new AgencyCode(sender), Instant.EPOCH, messages),
                null,
                null,
                null,
                null,
                Set.of(),
                Set.of());
    }
}
