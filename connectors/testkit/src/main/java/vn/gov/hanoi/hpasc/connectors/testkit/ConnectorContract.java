package vn.gov.hanoi.hpasc.connectors.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import vn.gov.hanoi.hpasc.connectors.spi.ConnectorRoute;
import vn.gov.hanoi.hpasc.connectors.spi.Delivery;
import vn.gov.hanoi.hpasc.connectors.spi.DeliveryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.simulators.peer.Received;
import vn.gov.hanoi.hpasc.simulators.peer.SimulatedSystem;

/**
 * What holds for every connector, against its simulator over real sockets. Subclasses say who is called and by which
 * route.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ConnectorContract {

    private SimulatedSystem system;
    private CamelContext camel;
    private ProducerTemplate template;

    /** Starts the simulated system; called before each test. */
    protected abstract SimulatedSystem start();

    /** Where the simulated system is. */
    protected abstract Destination destination();

    /** The connector's route, or all that its configuration registers. */
    protected abstract RoutesBuilder routes(Destination destination);

    /** Gives the Camel context what the routes need. */
    protected void prepare(CamelContext context) throws Exception {}

    /** Waits until what was delivered has taken effect, where delivering and taking are not one. */
    protected void awaitEffect(String key) {}

    @BeforeEach
    void startRoute() throws Exception {
        system = start();
        camel = new DefaultCamelContext();
        prepare(camel);
        camel.addRoutes(routes(destination()));
        camel.start();
        template = camel.createProducerTemplate();
    }

    @AfterEach
    void stopRoute() {
        camel.stop();
        system.close();
    }

    protected final SimulatedSystem system() {
        return system;
    }

    protected final CamelContext camel() {
        return camel;
    }

    protected final DeliveryBuilder aDelivery() {
        return DeliveryBuilder.aDelivery().to(destination());
    }

    /** One attempt: the outcome, or that the destination is unavailable. */
    protected final Attempt attempt(Delivery delivery) {
        try {
            Object outcome =
                    template.requestBody(ConnectorRoute.endpointOf(destination().name()), (Object) delivery);
            return new Attempt(Optional.of((DeliveryOutcome) outcome), Optional.empty());
        } catch (CamelExecutionException e) {
            if (e.getCause() instanceof DestinationUnavailable unavailable) {
                return new Attempt(Optional.empty(), Optional.of(unavailable));
            }
            throw e;
        }
    }

    /** Longer than connections are trusted without a look. */
    protected static void idle() {
        Awaitility.await().pollDelay(Duration.ofMillis(100)).until(() -> true);
    }

    /** What one attempt gave: exactly one of the two. */
    protected record Attempt(Optional<DeliveryOutcome> outcome, Optional<DestinationUnavailable> unavailable) {

        public DeliveryOutcome.Accepted accepted() {
            return is(DeliveryOutcome.Accepted.class);
        }

        public DeliveryOutcome.Rejected rejected() {
            return is(DeliveryOutcome.Rejected.class);
        }

        public DeliveryOutcome.Unknown unknown() {
            return is(DeliveryOutcome.Unknown.class);
        }

        public DestinationUnavailable isUnavailable() {
            assertThat(unavailable).as("outcome was %s", outcome).isPresent();
            return unavailable.orElseThrow();
        }

        private <T extends DeliveryOutcome> T is(Class<T> type) {
            assertThat(outcome).as("unavailable was %s", unavailable).get().isInstanceOf(type);
            return type.cast(outcome.orElseThrow());
        }
    }

    @Test
    void handsTheMessageOverWithItsKeyAndSequence() {
        Delivery delivery = aDelivery().sequence(7).build();

        attempt(delivery).accepted();

        awaitEffect(delivery.key().toString());
        Received received = system.intake().byKey(delivery.key().toString()).orElseThrow();
        assertThat(received.sequence()).isEqualTo(7);
        assertThat(received.dossier()).isEqualTo(delivery.dossierCode());
        assertThat(received.type()).isEqualTo(delivery.message().type().wire());
        assertThat(received.arrival().text()).contains("Nguyễn Thị Hồng Nhung");
    }

    @Test
    void theSameKeyTwiceHasOneEffect() {
        Delivery first = aDelivery().build();
        Delivery second =
                aDelivery().key(first.key()).of(first.message()).attempt(2).build();

        DeliveryOutcome.Accepted once = attempt(first).accepted();
        DeliveryOutcome.Accepted again = attempt(second).accepted();

        awaitEffect(first.key().toString());
        assertThat(again).isEqualTo(once);
        assertThat(system.intake().size()).isEqualTo(1);
    }

    @Test
    void aSystemThatIsDownIsUnavailable() {
        system.goDown();

        attempt(aDelivery().build()).isUnavailable();
    }

    @Test
    void aSystemThatComesBackIsServedAgain() {
        attempt(aDelivery().build()).accepted();
        system.goDown();
        idle();
        attempt(aDelivery().build()).isUnavailable();
        system.comeBack();

        attempt(aDelivery().build()).accepted();
    }

    @Test
    void theDeliverySurvivesTheCallUnchanged() {
        Delivery delivery = aDelivery().build();
        Delivery copy = new Delivery(
                delivery.deliveryId(),
                delivery.key(),
                delivery.exchangeId(),
                delivery.destination(),
                delivery.dossierCode(),
                delivery.sequence(),
                delivery.attempt(),
                delivery.acceptedAt(),
                delivery.mark(),
                delivery.message());

        attempt(delivery).accepted();

        assertThat(delivery).isEqualTo(copy);
    }

    @Test
    void everyTypeOfMessageCanBeDelivered() {
        for (DossierMessage message : MessageBuilder.oneOfEachType()) {
            Delivery delivery = aDelivery().of(message).mark("gap").build();

            attempt(delivery).accepted();
            awaitEffect(delivery.key().toString());
        }

        assertThat(system.intake().all())
                .extracting(Received::type)
                .containsExactlyElementsOf(Arrays.stream(MessageType.values())
                        .map(MessageType::wire)
                        .toList());
    }

    @Test
    void theLogsNameNobody() {
        Delivery delivery = aDelivery().build();

        List<String> logged = LoggedLines.during(() -> {
            attempt(delivery);
            attempt(delivery);
            system.goDown();
            attempt(delivery);
        });

        assertThat(logged).noneMatch(line -> line.contains("Nguyễn Thị Hồng Nhung") || line.contains("001187012345"));
        assertThat(delivery.toString()).doesNotContain("Nguyễn Thị Hồng Nhung", "001187012345");
    }
}
