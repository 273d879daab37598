package vn.gov.hanoi.hpasc.hub.routing;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.ProcedureCode;
import vn.gov.hanoi.hpasc.hub.configuration.ConfigurationFiles;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;

/** The routing table that the hub ships, without the portal and the land registry, for tests of other stages. */
public final class ShippedRouting {

    private ShippedRouting() {}

    public static RoutingTable among(Agencies agencies) {
        return RoutingReader.read(
                new ConfigurationFiles(null).routing(), agencies, Set.of("nationalPortal", "landRegistry"));
    }

    /** The same table, but an unknown procedure is parked for a person. */
    public static RoutingTable parkingUnknownProcedures(Agencies agencies) {
        RoutingTable shipped = among(agencies);
        return new RoutingTable() {
            @Override
            public Optional<ProcedureRule> procedure(ProcedureCode procedure) {
                return shipped.procedure(procedure);
            }

            @Override
            public Collection<ProcedureRule> procedures() {
                return shipped.procedures();
            }

            @Override
            public UnknownProcedure unknownProcedure() {
                return UnknownProcedure.PARK;
            }

            @Override
            public List<String> destinations(MessageType type, DossierFacts dossier, AgencyCode sender) {
                return shipped.destinations(type, dossier, sender);
            }

            @Override
            public Optional<AgencyCode> agencyOf(String role) {
                return shipped.agencyOf(role);
            }

            @Override
            public Set<Reopening> reopenings() {
                return shipped.reopenings();
            }
        };
    }
}
