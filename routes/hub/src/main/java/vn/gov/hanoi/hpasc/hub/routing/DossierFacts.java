package vn.gov.hanoi.hpasc.hub.routing;

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
 * @param status the status after the message; null when the message moves none
 */
public record DossierFacts(
        ProcedureCode procedure,
        AgencyCode handlingAgency,
        AgencyCode receivingBranch,
        @Nullable DossierStatus status) {}
