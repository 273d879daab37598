package vn.gov.hanoi.hpasc.hub.routing;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.ProcedureCode;

/** The routing table, as {@code routing.yaml} says it. */
public interface RoutingTable {

    /** What is laid down for {@code procedure} (its online-service groups are ignored); empty when it is not in the table. */
    Optional<ProcedureRule> procedure(ProcedureCode procedure);

    /** Every procedure of the table. */
    Collection<ProcedureRule> procedures();

    /** What becomes of a dossier whose procedure is not in the table. */
    UnknownProcedure unknownProcedure();

    /** The names of the destinations that must know of a message, sorted, without the sender's own. */
    List<String> destinations(MessageType type, DossierFacts dossier, AgencyCode sender);

    /**
     * The agency whose destination has {@code role}, enabled or not, by its own code; empty when no role has that name, or no
     * agency its destination.
     */
    Optional<AgencyCode> agencyOf(String role);

    /** Whether there is a role of that name, whoever plays it. */
    boolean names(String role);

    /**
     * The sectors of whose dossiers a rule sends messages to the destination of {@code agency}, named outright or by a role,
     * switched on or off; all sectors when one of them is for all, none when there is no such rule.
     */
    Set<String> sectorsSentTo(AgencyCode agency);

    /** Agencies that take part in every dossier of {@code procedure}. */
    Set<AgencyCode> participants(ProcedureCode procedure);

    /** The moves that lead out of a status a dossier otherwise never leaves that way. */
    Set<Reopening> reopenings();

    /**
     * One procedure.
     *
     * @param code its code
     * @param vietnameseName its name
     * @param sector land, investment, planning, construction...
     * @param handlingAgencies who may decide; the first does where the message does not say
     */
    record ProcedureRule(ProcedureCode code, String vietnameseName, String sector, List<AgencyCode> handlingAgencies) {

        /** Whether {@code agency}, or one above it, may decide. */
        public boolean allows(AgencyCode agency) {
            return handlingAgencies.stream()
                    .anyMatch(may -> agency.equals(may) || agency.value().startsWith(may.value() + "."));
        }
    }

    /** A permitted way back. */
    record Reopening(DossierStatus from, DossierStatus to) {}

    /** What becomes of a dossier whose procedure is not in the table. */
    enum UnknownProcedure {
        REFUSE,
        PARK
    }
}
