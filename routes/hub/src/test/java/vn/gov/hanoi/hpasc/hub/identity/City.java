package vn.gov.hanoi.hpasc.hub.identity;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.Destinations;
import vn.gov.hanoi.hpasc.connectors.spi.Transport;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.MessageType;

/** The agencies of the sandbox, without keys and addresses. */
public enum City {
    CORE("H26.01", "hpasc-core", Transport.REST),
    LAND("H26.13", "land-office", Transport.REST),
    CONSTRUCTION("H26.19", "construction", Transport.SOAP),
    PLANNING("H26.20", "planning", Transport.MQ),
    FINANCE("H26.04", "finance-investment", Transport.PULL),
    WARD("H26.103", "ward-103", Transport.PULL);

    private static final Agencies AGENCIES =
            new Agencies(Arrays.stream(values()).map(City::agency).toList());

    private final Agency agency;

    City(String code, String destination, Transport transport) {
        AgencyCode agencyCode = new AgencyCode(code);
        this.agency = new Agency(
                agencyCode,
                Set.of(),
                code,
                code,
                new Destination(
                        destination,
                        agencyCode,
                        transport,
                        null,
                        new Destination.Limits(2, 0, Duration.ofSeconds(1), Duration.ofSeconds(1))),
                new Agency.Grants(
                        Set.of(MessageType.values()),
                        true,
                        // the centre mends what its wards sent
                        code.equals("H26.01") ? Set.of(new AgencyCode("H26.103")) : Set.of()),
                List.of(),
                Set.of("v1"),
                destination.equals("land-office"),
                AgencyLimits.NONE,
                ownership(code),
                new Agency.Payments(true, Set.of()));
    }

    /** The centre and the land office give out aliases, of the land registry and of others that tests make up. */
    private static Agency.Ownership ownership(String code) {
        Set<String> systems = Set.of("land-registry", "hpasc", "a", "b", "x", "other");
        return switch (code) {
            case "H26.01" -> new Agency.Ownership(Set.of(new AgencyCode("H26")), systems, Set.of());
            case "H26.13" -> new Agency.Ownership(null, systems, Set.of());
            default -> Agency.Ownership.OF_ITS_OWN_CODES;
        };
    }

    public Agency agency() {
        return agency;
    }

    public Destination destination() {
        return agency.destination();
    }

    public static Agencies agencies() {
        return AGENCIES;
    }

    public static Destinations destinations() {
        return new Destinations(AGENCIES.all().stream().map(Agency::destination).toList());
    }
}
