package vn.gov.hanoi.hpasc.connectors.landregistry;

import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import vn.gov.hanoi.hpasc.connectors.spi.ConnectorRoute;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.landregistry.LandDossiers;

/** The clients of all destinations over LAND_REGISTRY, closed together. */
final class LandRegistries implements AutoCloseable {

    private final Map<String, LandRegistryClient> clients = new LinkedHashMap<>();
    private final LandRegistryMapper mapper;
    private final LandDossiers dossiers;

    LandRegistries(
            List<Destination> destinations, LandRegistryProperties properties, LandDossiers dossiers, Clock clock) {
        this.mapper = new LandRegistryMapper(properties, Communes.read(properties.communes(), properties.districts()));
        this.dossiers = dossiers;
        destinations.forEach(
                destination -> clients.put(destination.name(), new LandRegistryClient(destination, properties, clock)));
    }

    ConnectorRoute route(Destination destination) {
        return new LandRegistryConnector(
                destination.name(), mapper, dossiers, Objects.requireNonNull(clients.get(destination.name())));
    }

    @Override
    public void close() throws IOException {
        for (LandRegistryClient client : clients.values()) {
            client.close();
        }
    }
}
