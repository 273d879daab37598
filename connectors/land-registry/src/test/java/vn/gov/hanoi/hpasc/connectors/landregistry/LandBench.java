package vn.gov.hanoi.hpasc.connectors.landregistry;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import vn.gov.hanoi.hpasc.connectors.spi.ConnectorRoute;
import vn.gov.hanoi.hpasc.connectors.spi.Delivery;
import vn.gov.hanoi.hpasc.connectors.spi.DeliveryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.Destinations;
import vn.gov.hanoi.hpasc.connectors.spi.Transport;
import vn.gov.hanoi.hpasc.connectors.testkit.DeliveryBuilder;
import vn.gov.hanoi.hpasc.connectors.testkit.DossierBuilder;
import vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.simulators.landregistry.LandFlavour;
import vn.gov.hanoi.hpasc.simulators.landregistry.LandSystem;

/** A simulated land registry, the connector's route as its configuration builds it, and dossiers in memory. */
final class LandBench implements AutoCloseable {

    static final Destination.Limits LIMITS =
            new Destination.Limits(4, 0, Duration.ofSeconds(2), Duration.ofMillis(2500));

    final LandSystem land;
    final MemoryLandDossiers dossiers = new MemoryLandDossiers();
    private final Destination destination;
    private final LandRegistries registries;
    private final CamelContext camel = new DefaultCamelContext();
    private final ProducerTemplate template;

    LandBench(LandFlavour flavour, String... settings) throws Exception {
        land = flavour == LandFlavour.VBDLIS ? LandSystem.vbdlis(0) : LandSystem.ilis(0);
        destination = new Destination(
                "land-registry", new AgencyCode("H26.13.1"), Transport.LAND_REGISTRY, land.endpoint(), LIMITS);
        Map<String, String> all = new HashMap<>(Map.of(
                "system", flavour.name(),
                "missing-files", "omit",
                "oauth.address", land.peer().uri("/ilis/token").toString(),
                "oauth.username", "hanoi",
                "oauth.password", "mat-khau-bi-mat",
                "oauth.pause", "50ms"));
        for (String setting : settings) {
            String[] pair = setting.split("=", 2);
            all.put(pair[0], pair[1]);
        }
        LandRegistryConfiguration configuration = new LandRegistryConfiguration();
        Destinations destinations = new Destinations(List.of(destination));
        registries = configuration.landRegistries(destinations, properties(all), dossiers, Clock.systemUTC());
        camel.addRoutes(configuration.landRegistryRoutes(destinations, registries));
        camel.start();
        template = camel.createProducerTemplate();
    }

    static LandRegistryProperties properties(Map<String, String> settings) {
        Map<String, String> named = new HashMap<>();
        settings.forEach((name, value) -> named.put("hub.land-registry." + name, value));
        return new Binder(new MapConfigurationPropertySource(named))
                .bindOrCreate("hub.land-registry", LandRegistryProperties.class);
    }

    static DossierMessage submission() {
        return MessageBuilder.aSubmission(DossierBuilder.aDossier()).build();
    }

    Attempt deliver(DossierMessage message) {
        Delivery delivery =
                DeliveryBuilder.aDelivery().to(destination).of(message).build();
        try {
            Object outcome = template.requestBody(ConnectorRoute.endpointOf(destination.name()), (Object) delivery);
            return new Attempt((DeliveryOutcome) outcome, null);
        } catch (CamelExecutionException e) {
            if (e.getCause() instanceof DestinationUnavailable unavailable) {
                return new Attempt(null, unavailable);
            }
            throw e;
        }
    }

    /** What one attempt gave: exactly one of the two. */
    record Attempt(DeliveryOutcome outcome, DestinationUnavailable unavailable) {

        boolean accepted() {
            return outcome instanceof DeliveryOutcome.Accepted;
        }

        String reference() {
            return ((DeliveryOutcome.Accepted) told()).reference();
        }

        DeliveryOutcome.Rejected rejected() {
            return (DeliveryOutcome.Rejected) told();
        }

        DeliveryOutcome.Unknown unknown() {
            return (DeliveryOutcome.Unknown) told();
        }

        private DeliveryOutcome told() {
            return Objects.requireNonNull(outcome, String.valueOf(unavailable));
        }
    }

    @Override
    public void close() throws Exception {
        camel.stop();
        registries.close();
        land.close();
    }
}
