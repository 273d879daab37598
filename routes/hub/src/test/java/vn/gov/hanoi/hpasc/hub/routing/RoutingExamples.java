package vn.gov.hanoi.hpasc.hub.routing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.Destination.Limits;
import vn.gov.hanoi.hpasc.connectors.spi.Transport;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.Agency;

/** The agencies of the sandbox, as far as routing cares. */
final class RoutingExamples {

    private static final Map<String, String> DESTINATIONS = Map.of(
            "H26.01", "hpasc-core",
            "H26.13", "land-office",
            "H26.13.1", "land-registry",
            "H26.19", "construction",
            "H26.20", "planning",
            "H26.04", "finance-investment",
            "H26.103", "ward-103",
            "G22", "national-portal",
            "G12.10", "tax-office");

    private RoutingExamples() {}

    static Agencies agencies() {
        return new Agencies(DESTINATIONS.entrySet().stream()
                .map(entry -> agency(entry.getKey(), entry.getValue()))
                .toList());
    }

    private static Agency agency(String code, String destination) {
        AgencyCode agency = new AgencyCode(code);
        return new Agency(
                agency,
                Set.of(new AgencyCode("G50" + code.substring(3))),
                code,
                code,
                new Destination(
                        destination,
                        agency,
                        Transport.PULL,
                        null,
                        new Limits(1, 0, Duration.ofSeconds(1), Duration.ofSeconds(1))),
                new Agency.Grants(Set.of(), false, Set.of()),
                List.of(),
                Set.of("v1"),
                false);
    }
}
