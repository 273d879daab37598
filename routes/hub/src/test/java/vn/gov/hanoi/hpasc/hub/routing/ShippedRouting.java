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
                new ConfigurationFiles(null).routing(),
                agencies,
                Set.of("nationalPortal", "landRegistry", "taxOffice"));
    }

    /** The whole table. */
    public static RoutingTable whole(Agencies agencies) {
        return RoutingReader.read(new ConfigurationFiles(null).routing(), agencies);
    }

    /** A procedure of {@code sector} in the shipped table. */
    public static ProcedureCode aProcedureOf(String sector) {
        return new ConfigurationFiles(null)
                .routing().items("procedures").stream()
                        .filter(procedure -> procedure.at("sector").text().equals(sector))
                        .map(procedure -> new ProcedureCode(procedure.at("code").text()))
                        .findFirst()
                        .orElseThrow();
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
            public boolean names(String role) {
                return shipped.names(role);
            }

            @Override
            public Set<String> sectorsSentTo(AgencyCode agency) {
                return shipped.sectorsSentTo(agency);
            }

            @Override
            public Set<AgencyCode> participants(ProcedureCode procedure) {
                return shipped.participants(procedure);
            }

            @Override
            public Set<Reopening> reopenings() {
                return shipped.reopenings();
            }
        };
    }
}
