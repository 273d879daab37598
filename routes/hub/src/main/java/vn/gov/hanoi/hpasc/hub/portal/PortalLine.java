package vn.gov.hanoi.hpasc.hub.portal;

import java.util.List;
import java.util.Optional;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.Destinations;
import vn.gov.hanoi.hpasc.connectors.spi.Transport;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;

/** Which destination is the portal; none where there is no portal. */
public final class PortalLine {

    /** How its codes are marked among a dossier's aliases. */
    public static final String SYSTEM = "national-portal";

    private static final String NONE = "national-portal";

    private final Optional<Destination> portal;

    public PortalLine(Destinations destinations) {
        List<Destination> portals = destinations.over(Transport.PORTAL);
        this.portal = portals.isEmpty() ? Optional.empty() : Optional.of(portals.getFirst());
    }

    /** The name of the destination. */
    public String destination() {
        return portal.map(Destination::name).orElse(NONE);
    }

    /** The agency in whose name the portal speaks. */
    public Optional<AgencyCode> agency() {
        return portal.map(Destination::agency);
    }
}
