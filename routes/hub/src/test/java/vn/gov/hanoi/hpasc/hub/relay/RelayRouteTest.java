package vn.gov.hanoi.hpasc.hub.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.hub.health.DestinationHealth;
import vn.gov.hanoi.hpasc.hub.identity.City;
import vn.gov.hanoi.hpasc.hub.line.Dispatch;
import vn.gov.hanoi.hpasc.hub.line.Handover;

class RelayRouteTest {

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final DestinationHealth health = mock();
    private final Windows windows = new Windows(4, City.destinations().all(), health);
    private final AtomicInteger sweeps = new AtomicInteger();
    private BrokerOutbox outbox;

    @BeforeEach
    void start() throws Exception {
        when(health.calling(anyString())).thenReturn(true);
        camel.addRoutes(new RelayRoutes(City.destinations()));
        for (String destination : windows.destinations()) {
            AdviceWith.adviceWith(
                    camel,
                    RelayRoutes.idOf(destination),
                    route -> route.weaveByToUri("jms:*").replace().to("mock:" + destination));
        }
        camel.start();
        outbox = new BrokerOutbox(windows, new Handover(), camel.createProducerTemplate());
        outbox.sweptBy(sweeps::incrementAndGet);
    }

    @AfterEach
    void stop() {
        outbox.close();
        camel.stop();
    }

    private static Dispatch dispatch(String destination) {
        return new Dispatch(destination, UUID.randomUUID(), 2);
    }

    private MockEndpoint queue(String destination) {
        return camel.getEndpoint("mock:" + destination, MockEndpoint.class);
    }

    @Test
    void hasARouteForEachDestinationButThoseThatFetch() {
        assertThat(camel.getRoutes().stream().map(route -> route.getRouteId()))
                .containsExactlyInAnyOrder(
                        "relay.hpasc-core", "relay.land-office", "relay.construction", "relay.planning");
    }

    @Test
    void tellsTheBrokerWhichDeliveryAndWhichRoundAndNothingElse() {
        List<Dispatch> dispatches = Stream.of("land-office", "construction", "land-office")
                .map(RelayRouteTest::dispatch)
                .toList();

        outbox.dispatch(dispatches);

        await().untilAsserted(() -> assertThat(queue("land-office").getReceivedExchanges())
                .extracting(exchange -> exchange.getMessage().getBody())
                .containsExactly(
                        dispatches.get(0).brokerText(), dispatches.get(2).brokerText()));
        assertThat(queue("land-office").getReceivedExchanges())
                .allSatisfy(exchange ->
                        assertThat(exchange.getMessage().getHeaders()).isEmpty());
        await().untilAsserted(() ->
                assertThat(queue("construction").getReceivedCounter()).isEqualTo(1));
    }

    @Test
    void remembersThatTheBrokerDidNotTakeADeliveryAndGoesOnWithOtherDestinations() {
        queue("land-office").whenAnyExchangeReceived(exchange -> {
            throw new jakarta.jms.JMSException("the broker is away");
        });

        outbox.dispatch(Stream.of("land-office", "land-office", "construction")
                .map(RelayRouteTest::dispatch)
                .toList());

        await().until(() -> outbox.somethingUnsent("land-office"));
        assertThat(outbox.somethingUnsent("land-office")).as("said once").isFalse();
        assertThat(outbox.somethingUnsent("construction")).isFalse();
        assertThat(queue("land-office").getReceivedCounter())
                .as("no use to try the second")
                .isEqualTo(1);
        await().untilAsserted(() ->
                assertThat(queue("construction").getReceivedCounter()).isEqualTo(1));
    }

    @Test
    void lastsThroughWhateverTheRouteThrows() {
        queue("land-office").whenAnyExchangeReceived(exchange -> {
            throw new IllegalArgumentException("a bug");
        });
        outbox.dispatch(List.of(dispatch("land-office")));
        outbox.dispatch(List.of(dispatch("construction")));

        await().untilAsserted(() ->
                assertThat(queue("construction").getReceivedCounter()).isEqualTo(1));
        await().until(() -> outbox.somethingUnsent("land-office"));
    }

    @Test
    void sendsNothingAndFailsNobodyOnceItIsClosed() {
        outbox.close();

        outbox.dispatch(List.of(dispatch("land-office")));

        assertThat(queue("land-office").getReceivedCounter()).isZero();
    }

    @Test
    void wakesTheSweeperOnceForEachLookItTakes() {
        outbox.wake("land-office");
        outbox.wake("land-office");
        assertThat(sweeps).hasValue(1);

        assertThat(outbox.woken("land-office")).isTrue();
        assertThat(outbox.woken("land-office")).isFalse();
        outbox.wake("land-office");
        assertThat(sweeps).hasValue(2);
    }

    @Test
    void wakesTheSweeperWhenAPlaceIsFreeForWhatFoundNone() {
        for (int i = 0; i < 5; i++) {
            outbox.admit("land-office", "H26.01");
        }
        outbox.giveBack("land-office", "H26.01");
        assertThat(sweeps).hasValue(0);
        outbox.giveBack("land-office", "H26.01");
        assertThat(sweeps).hasValue(1);
    }

    @Test
    void letsTheNextOfALineFollowOnlyWhereTheDestinationIsCalled() {
        assertThat(outbox.follows("land-office")).isTrue();
        assertThat(outbox.follows("finance-investment")).isFalse();
        when(health.calling("land-office")).thenReturn(false);
        assertThat(outbox.follows("land-office")).isFalse();

        outbox.occupy(List.of(dispatch("construction"), dispatch("construction")));
        assertThat(windows.out("construction")).isEqualTo(2);
    }
}
