package vn.gov.hanoi.hpasc.hub.sandbox;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.broker.BrokerUsers;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.simulators.department.PullDepartment;
import vn.gov.hanoi.hpasc.simulators.department.QueueDepartment;
import vn.gov.hanoi.hpasc.simulators.department.RestDepartment;
import vn.gov.hanoi.hpasc.simulators.department.SoapDepartment;
import vn.gov.hanoi.hpasc.simulators.landregistry.LandClerk;
import vn.gov.hanoi.hpasc.simulators.landregistry.LandSystem;
import vn.gov.hanoi.hpasc.simulators.peer.SimulatedSystem;
import vn.gov.hanoi.hpasc.simulators.portal.PortalSystem;

/** The systems of the agencies around the hub, played in this process. */
final class Simulators implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Simulators.class);

    private static final String LAND_HEADER = "X-Land-Registry-Key";

    private final List<SimulatedSystem> running = new ArrayList<>();
    private final SandboxProperties properties;
    private final Sandbox.Addresses city;
    private final BrokerUsers users;
    private final Function<AgencyCode, String> tokens;

    /** @param tokens the token of an agency */
    Simulators(
            SandboxProperties properties,
            Sandbox.Addresses city,
            BrokerUsers users,
            Function<AgencyCode, String> tokens) {
        this.properties = properties;
        this.city = city;
        this.users = users;
        this.tokens = tokens;
    }

    /** Starts those of {@code agencies} that the hub does not deliver to elsewhere; what they receive goes to {@code ear}. */
    void start(Agencies agencies, Ear ear) {
        for (Agency agency : agencies.all()) {
            SimulatedSystem system = start(agency);
            if (system != null) {
                system.desk().onTaken(received -> ear.hear(agency, received.dossier(), received.type()));
                running.add(system);
            }
        }
    }

    /** Who listens to what arrives. */
    interface Ear {
        void hear(Agency agency, String dossier, String type);
    }

    private @Nullable SimulatedSystem start(Agency agency) {
        Destination destination = agency.destination();
        if (properties.without().contains(destination.name())) {
            return null;
        }
        return switch (destination.transport()) {
            case REST ->
                isOurs(destination)
                        ? RestDepartment.start(destination.requiredEndpoint().getPort())
                        : null;
            case SOAP ->
                isOurs(destination)
                        ? SoapDepartment.start(destination.requiredEndpoint().getPort())
                        : null;
            case PORTAL ->
                isOurs(destination)
                        ? PortalSystem.start(destination.requiredEndpoint().getPort())
                        : null;
            case LAND_REGISTRY -> isOurs(destination) ? landRegistry(destination.requiredEndpoint()) : null;
            case MQ -> QueueDepartment.start(agency.code().value(), connectionOf(agency));
            case PULL -> PullDepartment.start(city.hub(), () -> tokens.apply(agency.code()));
        };
    }

    /** VBDLIS, or iLIS where its address says so; its clerk knows the secret once the hub has made it. */
    private LandSystem landRegistry(URI endpoint) {
        LandSystem land = endpoint.getPath().toLowerCase(Locale.ROOT).contains("/ilis/")
                ? LandSystem.ilis(endpoint.getPort())
                : LandSystem.vbdlis(endpoint.getPort());
        land.employ(new LandClerk(city.hub(), LAND_HEADER, this::landSecret));
        return land;
    }

    private String landSecret() {
        Path file = city.folder().resolve("keys").resolve("land-registry-callback.key");
        try {
            return Files.readString(file).lines().findFirst().orElse("").strip();
        } catch (IOException notMade) {
            return "";
        }
    }

    private boolean isOurs(Destination destination) {
        boolean ours =
                destination.requiredEndpoint().equals(properties.simulators().get(destination.name()));
        if (!ours) {
            LOG.atInfo()
                    .addKeyValue("destination", destination.name())
                    .addKeyValue("endpoint", destination.endpoint())
                    .log("sandbox.destination-elsewhere");
        }
        return ours;
    }

    private JmsConnectionFactory connectionOf(Agency agency) {
        BrokerUsers.Credentials login = users.ensure(agency.code().value());
        return new JmsConnectionFactory(login.user(), login.password(), city.broker());
    }

    @Override
    public void close() {
        running.forEach(SimulatedSystem::close);
    }
}
