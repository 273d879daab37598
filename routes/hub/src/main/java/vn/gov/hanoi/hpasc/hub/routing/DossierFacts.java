package vn.gov.hanoi.hpasc.hub.routing;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.ProcedureCode;

/**
 * What routing needs to know of a dossier.
 *
 * @param procedure what it asks for
 * @param handlingAgency who decides
 * @param receivingBranch the HPASC branch or ward point that took it in; independent of who decides
 * @param participants agencies that the handling agency asked to take part
 * @param status the status after the message; null when the message moves none
 */
public record DossierFacts(
        ProcedureCode procedure,
        AgencyCode handlingAgency,
        AgencyCode receivingBranch,
        Set<AgencyCode> participants,
        @Nullable DossierStatus status) {

    /** Of a dossier in which nobody was asked to take part. */
    public DossierFacts(
            ProcedureCode procedure,
            AgencyCode handlingAgency,
            AgencyCode receivingBranch,
            @Nullable DossierStatus status) {
        this(procedure, handlingAgency, receivingBranch, Set.of(), status);
    }
}
