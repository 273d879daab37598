package vn.gov.hanoi.hpasc.connectors.testkit;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.Delivery;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.Transport;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;

/** A delivery as the hub hands it to a connector: {@code aDelivery().to(destination).build()}. */
public final class DeliveryBuilder {

    /** Short, so that tests of silence do not take long. */
    public static final Destination.Limits TEST_LIMITS =
            new Destination.Limits(4, 0, Duration.ofSeconds(2), Duration.ofSeconds(4));

    private Destination destination = aDestination(Transport.REST, URI.create("http://127.0.0.1:1/dossiers"));
    private UUID key = UUID.randomUUID();
    private UUID exchangeId = UUID.randomUUID();
    private long sequence = 1;
    private int attempt = 1;
    private @Nullable String mark;
    private DossierMessage message = MessageBuilder.aMessage().build();

    private DeliveryBuilder() {}

    public static DeliveryBuilder aDelivery() {
        return new DeliveryBuilder();
    }

    /** The land office, or who stands in for it, at {@code endpoint}. */
    public static Destination aDestination(Transport transport, @Nullable URI endpoint) {
        return new Destination("land-office", new AgencyCode("H26.13"), transport, endpoint, TEST_LIMITS);
    }

    public DeliveryBuilder to(Destination destination) {
        this.destination = destination;
        return this;
    }

    public DeliveryBuilder of(DossierMessage message) {
        this.message = message;
        return this;
    }

    public DeliveryBuilder key(UUID key) {
        this.key = key;
        return this;
    }

    public DeliveryBuilder exchange(UUID exchangeId) {
        this.exchangeId = exchangeId;
        return this;
    }

    public DeliveryBuilder sequence(long sequence) {
        this.sequence = sequence;
        return this;
    }

    public DeliveryBuilder attempt(int attempt) {
        this.attempt = attempt;
        return this;
    }

    public DeliveryBuilder mark(String mark) {
        this.mark = mark;
        return this;
    }

    public Delivery build() {
        return new Delivery(
                UUID.randomUUID(),
                key,
                exchangeId,
                destination,
                message.subject(),
                sequence,
                attempt,
                Instant.parse("2026-11-23T01:20:01Z"),
                mark,
                message);
    }
}
