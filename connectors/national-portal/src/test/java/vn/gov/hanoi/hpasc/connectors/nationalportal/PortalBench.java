package vn.gov.hanoi.hpasc.connectors.nationalportal;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import vn.gov.hanoi.hpasc.connectors.spi.ConnectorRoute;
import vn.gov.hanoi.hpasc.connectors.spi.Delivery;
import vn.gov.hanoi.hpasc.connectors.spi.DeliveryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.Destinations;
import vn.gov.hanoi.hpasc.connectors.spi.Transport;
import vn.gov.hanoi.hpasc.connectors.spi.portal.NationalPortal;
import vn.gov.hanoi.hpasc.connectors.testkit.DeliveryBuilder;
import vn.gov.hanoi.hpasc.connectors.testkit.DossierBuilder;
import vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.Submitted;
import vn.gov.hanoi.hpasc.simulators.portal.PortalSystem;

/** A simulated portal, the connector's route as its configuration builds it, and dossiers in memory. */
final class PortalBench implements AutoCloseable {

    static final Destination.Limits LIMITS =
            new Destination.Limits(4, 0, Duration.ofSeconds(2), Duration.ofMillis(1500));

    final PortalSystem portal = PortalSystem.start(0);
    final MemoryDossiers dossiers;
    final NationalPortal connector;
    private final Destination destination;
    private final CamelContext camel = new DefaultCamelContext();
    private final ProducerTemplate template;

    PortalBench(String... settings) throws Exception {
        this(new MemoryDossiers(true), settings);
    }

    PortalBench(MemoryDossiers dossiers, String... settings) throws Exception {
        this.dossiers = dossiers;
        this.destination =
                new Destination("national-portal", new AgencyCode("G22"), Transport.PORTAL, portal.endpoint(), LIMITS);
        NationalPortalConfiguration configuration = new NationalPortalConfiguration();
        Destinations destinations = new Destinations(List.of(destination));
        connector =
                configuration.nationalPortal(destinations, dossiers, dossiers, properties(settings), Clock.systemUTC());
        camel.addRoutes(configuration.nationalPortals(destinations, connector));
        camel.start();
        template = camel.createProducerTemplate();
    }

    static PortalProperties properties(String... settings) {
        Map<String, String> map = new HashMap<>(Map.of(
                "hub.portal.username",
                "hanoi",
                "hub.portal.password",
                "mat-khau-bi-mat",
                "hub.portal.wire.login-pause",
                "50ms"));
        for (String setting : settings) {
            String[] pair = setting.split("=", 2);
            map.put("hub.portal." + pair[0], pair[1]);
        }
        return new Binder(new MapConfigurationPropertySource(map)).bindOrCreate("hub.portal", PortalProperties.class);
    }

    /** A dossier that was taken in, with nothing told to the portal yet. */
    String newDossier() {
        return newDossier(DossierBuilder.aDossier().build());
    }

    String newDossier(Submitted submitted) {
        String code = DossierBuilder.aDossier().newCode();
        dossiers.submitted(code, submitted);
        return code;
    }

    UUID progressed(String code, DossierStatus status) {
        return happened(
                MessageBuilder.aMessage()
                        .about(code)
                        .from("H26.13")
                        .progressed(status)
                        .build(),
                status);
    }

    UUID happened(DossierMessage message, DossierStatus after) {
        return dossiers.happened(message, after, false);
    }

    Attempt deliver(String code) {
        return deliver(code, UUID.randomUUID());
    }

    Attempt deliver(String code, UUID exchangeId) {
        return deliver(DeliveryBuilder.aDelivery()
                .to(destination)
                .exchange(exchangeId)
                .of(MessageBuilder.aMessage().about(code).build())
                .build());
    }

    Attempt deliver(DossierMessage message) {
        return deliver(DeliveryBuilder.aDelivery().to(destination).of(message).build());
    }

    Attempt deliver(Delivery delivery) {
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
    record Attempt(
            @Nullable DeliveryOutcome outcome, @Nullable DestinationUnavailable unavailable) {

        boolean accepted() {
            return outcome instanceof DeliveryOutcome.Accepted;
        }

        DeliveryOutcome.Rejected rejected() {
            return (DeliveryOutcome.Rejected) java.util.Objects.requireNonNull(outcome, String.valueOf(unavailable));
        }

        DeliveryOutcome.Unknown unknown() {
            return (DeliveryOutcome.Unknown) java.util.Objects.requireNonNull(outcome, String.valueOf(unavailable));
        }
    }

    @Override
    public void close() throws Exception {
        camel.stop();
        ((AutoCloseable) connector).close();
        portal.close();
    }
}
