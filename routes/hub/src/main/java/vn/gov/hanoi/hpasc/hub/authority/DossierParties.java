package vn.gov.hanoi.hpasc.hub.authority;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.ProcedureCode;

/**
 * What a dossier's own registration and routing say of who has to do with it.
 *
 * @param code the dossier's code
 * @param aliasSystems systems in which it has an alias, as far as they are known here
 * @param registrant whose {@code submitted} registered it; null when that is not known
 * @param receivingBranch the HPASC branch or ward point that took it in
 * @param handlingAgency who decides; null while its procedure is not in the routing table
 * @param participants agencies that the handling agency asked to take part
 * @param procedure what it asks for
 */
public record DossierParties(
        String code,
        Set<String> aliasSystems,
        @Nullable AgencyCode registrant,
        @Nullable AgencyCode receivingBranch,
        @Nullable AgencyCode handlingAgency,
        Set<AgencyCode> participants,
        @Nullable ProcedureCode procedure) {}
