package vn.gov.hanoi.hpasc.hub.authority;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.ProcedureCode;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable.ProcedureRule;

/** The roles of routing, and who holds them for which dossiers. */
final class Roles {

    private final RoutingTable routing;
    private final Map<Relation, AgencyCode> holders;

    /**
     * Reads who holds which role from {@code routing}.
     *
     * @param hub the agency code under which the hub itself speaks
     * @param defaults holders of roles that {@code routing} does not know
     */
    Roles(RoutingTable routing, AgencyCode hub, Map<Relation, AgencyCode> defaults) {
        this.routing = routing;
        this.holders = new EnumMap<>(Relation.class);
        holders.putAll(defaults);
        for (Relation role : EnumSet.range(Relation.HPASC_CORE, Relation.TAX_OFFICE)) {
            if (routing.names(role.written())) {
                holders.remove(role);
                routing.agencyOf(role.written()).ifPresent(agency -> holders.put(role, agency));
            }
        }
        holders.put(Relation.HUB, hub);
    }

    /** The roles that {@code agency} holds for a dossier of {@code procedure}; null while the procedure is not known. */
    Set<Relation> of(AgencyCode agency, @Nullable ProcedureCode procedure) {
        Set<Relation> roles = EnumSet.noneOf(Relation.class);
        holders.forEach((role, holder) -> {
            if (holder.equals(agency) && concerns(role, procedure)) {
                roles.add(role);
            }
        });
        return roles;
    }

    /** Whether {@code agency} holds {@code role}, for whatever dossiers. */
    boolean holds(AgencyCode agency, Relation role) {
        return agency.equals(holders.get(role));
    }

    /** The code of the whole city or ministry that HPASC core belongs to: {@code H26} of {@code H26.01}. */
    @Nullable
    AgencyCode city() {
        AgencyCode core = holders.get(Relation.HPASC_CORE);
        return core == null ? null : new AgencyCode(core.value().split("\\.", 2)[0]);
    }

    /** Whom routing lets take part in every dossier of {@code procedure}. */
    Set<AgencyCode> participants(@Nullable ProcedureCode procedure) {
        return procedure == null ? Set.of() : routing.participants(procedure);
    }

    /** The land registry keeps land and nothing else: its role counts in the sectors of which routing sends it anything. */
    private boolean concerns(Relation role, @Nullable ProcedureCode procedure) {
        if (role != Relation.LAND_REGISTRY) {
            return true;
        }
        AgencyCode holder = holders.get(role);
        return holder != null
                && procedure != null
                && routing.procedure(procedure)
                        .map(ProcedureRule::sector)
                        .filter(routing.sectorsSentTo(holder)::contains)
                        .isPresent();
    }
}
