package vn.gov.hanoi.hpasc.hub.authority;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.DossierCode;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.Agency;

/**
 * The one policy on who may do what with a dossier: a pure function of the agency, the type of message and the agency's
 * relations to the dossier. Accepting a message, going on with a held one and every look-up ask it.
 *
 * <p>Having sent a message, or having received one, is no relation.
 */
public final class AuthorityPolicy {

    private static final String LAND_REGISTRY = "land-registry";
    private static final String NATIONAL_PORTAL = "national-portal";

    private final Agencies agencies;
    private final AuthorityTable table;
    private final Roles roles;

    AuthorityPolicy(Agencies agencies, AuthorityTable table, Roles roles) {
        this.agencies = agencies;
        this.table = table;
        this.roles = roles;
    }

    /** The relations of {@code agency} to the dossier; empty for a stranger. */
    public Set<Relation> relations(Agency agency, DossierParties dossier) {
        Set<Relation> relations = EnumSet.noneOf(Relation.class);
        AgencyCode code = agency.code();
        add(relations, Relation.ISSUER, issuesCode(agency, dossier.code()) || issuesAlias(agency, dossier));
        add(relations, Relation.REGISTRANT, code.equals(own(dossier.registrant())));
        add(relations, Relation.RECEIVING, reaches(agency, dossier.receivingBranch()));
        add(relations, Relation.HANDLING, handles(agency, dossier.handlingAgency()));
        add(relations, Relation.SUPERIOR, isAbove(agency, dossier.handlingAgency()));
        add(relations, Relation.PARTICIPANT, takesPart(agency, dossier));
        relations.addAll(roles.of(code, dossier.procedure()));
        return relations;
    }

    /**
     * Whether {@code agency} may have the hub say a message of {@code type} about the registered dossier.
     *
     * @param type not {@code progressed}, of which a table may permit some statuses only
     */
    public boolean allows(Agency agency, MessageType type, DossierParties dossier) {
        return table.allows(type, relations(agency, dossier), dossier.procedure());
    }

    /** Whether {@code agency} may send {@code message} about the registered dossier. */
    public boolean allows(Agency agency, DossierMessage message, DossierParties dossier) {
        return table.allows(message, relations(agency, dossier), dossier.procedure());
    }

    /** {@code agency}, as it looks at dossiers. */
    public Viewer viewer(Agency agency) {
        return new Viewer(agency, this);
    }

    /** Whether {@code agency} may look at the dossier. */
    public boolean mayRead(Agency agency, DossierParties dossier) {
        return agency.grants().readAll() || !relations(agency, dossier).isEmpty();
    }

    /**
     * Whether {@code agency} issues the dossier code {@code code}: it stands under one of its prefixes. Where its descriptor
     * names none, the prefixes are its own codes, and those below them that have no descriptor of their own; HPASC core and the
     * national portal then number dossiers for all agencies of the city.
     *
     * @param code any text; what has not the shape of a dossier code is issued by nobody
     */
    public boolean issuesCode(Agency agency, String code) {
        AgencyCode issuer = issuer(code);
        if (issuer == null) {
            return false;
        }
        Set<AgencyCode> prefixes = agency.ownership().codePrefixes();
        return prefixes == null
                ? reaches(agency, issuer) || numbersForTheCity(agency, issuer)
                : prefixes.stream().anyMatch(prefix -> isAtOrBelow(issuer, prefix));
    }

    private boolean numbersForTheCity(Agency agency, AgencyCode issuer) {
        AgencyCode city = roles.city();
        return city != null
                && isAtOrBelow(issuer, city)
                && (roles.holds(agency.code(), Relation.HPASC_CORE)
                        || roles.holds(agency.code(), Relation.NATIONAL_PORTAL));
    }

    /**
     * Whether {@code agency} gives out the aliases of {@code system}: its descriptor says so, or the system is the one under
     * which its own callbacks name dossiers.
     */
    public boolean issuesAliasesOf(Agency agency, String system) {
        return agency.ownership().aliasSystems().contains(system)
                || system.equals(LAND_REGISTRY) && roles.holds(agency.code(), Relation.LAND_REGISTRY)
                || system.equals(NATIONAL_PORTAL) && roles.holds(agency.code(), Relation.NATIONAL_PORTAL);
    }

    private boolean issuesAlias(Agency agency, DossierParties dossier) {
        return dossier.aliasSystems().stream().anyMatch(system -> issuesAliasesOf(agency, system));
    }

    /** The agency itself, or the nearest one above it that has a descriptor: who answers for {@code code} at the hub. */
    private boolean reaches(Agency agency, @Nullable AgencyCode code) {
        return code != null
                && agencies.nearest(code)
                        .map(nearest -> nearest.code().equals(agency.code()))
                        .orElse(false);
    }

    private boolean handles(Agency agency, @Nullable AgencyCode handling) {
        return handling != null
                && (reaches(agency, handling)
                        || agency.ownership().actsFor().stream()
                                .anyMatch(code -> code.equals(handling) || code.equals(own(handling))));
    }

    private boolean isAbove(Agency agency, @Nullable AgencyCode handling) {
        return handling != null && !handling.equals(agency.code()) && isAtOrBelow(handling, agency.code());
    }

    private boolean takesPart(Agency agency, DossierParties dossier) {
        return Stream.concat(dossier.participants().stream(), roles.participants(dossier.procedure()).stream())
                .anyMatch(code -> reaches(agency, code));
    }

    /** The code that the agency's descriptor calls its own. */
    private @Nullable AgencyCode own(@Nullable AgencyCode code) {
        return code == null ? null : agencies.byCode(code).map(Agency::code).orElse(code);
    }

    private static boolean isAtOrBelow(AgencyCode code, AgencyCode prefix) {
        return code.equals(prefix) || code.value().startsWith(prefix.value() + ".");
    }

    private static @Nullable AgencyCode issuer(String code) {
        try {
            return new DossierCode(code).issuer();
        } catch (IllegalArgumentException anotherShape) {
            return null;
        }
    }

    private static void add(Set<Relation> relations, Relation relation, boolean holds) {
        if (holds) {
            relations.add(relation);
        }
    }
}
