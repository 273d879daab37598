package vn.gov.hanoi.hpasc.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;
import static vn.gov.hanoi.hpasc.connectors.testkit.DeliveryBuilder.aDelivery;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.connectors.spi.ConnectorRoute;
import vn.gov.hanoi.hpasc.connectors.spi.Delivery;
import vn.gov.hanoi.hpasc.connectors.spi.DeliveryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.Destinations;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.hub.broker.BrokerBoots;
import vn.gov.hanoi.hpasc.hub.health.DestinationHealth;
import vn.gov.hanoi.hpasc.hub.health.HealthProperties;
import vn.gov.hanoi.hpasc.hub.identity.City;
import vn.gov.hanoi.hpasc.hub.line.Claims;
import vn.gov.hanoi.hpasc.hub.line.DeliveryState;
import vn.gov.hanoi.hpasc.hub.line.Dispatch;
import vn.gov.hanoi.hpasc.hub.line.Failures;
import vn.gov.hanoi.hpasc.hub.line.LineKey;

class DeliveryRouteTest {

    private static final Destination LAND = City.LAND.destination();

    private final TestClock clock = new TestClock();
    private final DeliveryLoader loader = mock();
    private final Settlements settlements = mock();
    private final HealthProperties rest = new HealthProperties(Duration.ofSeconds(1), Duration.ofSeconds(60), 10);
    private final DeliveryProperties properties = new DeliveryProperties(5);
    private final Destinations destinations = new Destinations(List.of(LAND, City.FINANCE.destination()));
    private final Claims claims = new Claims(Duration.ofSeconds(15), destinations);
    private final DestinationHealth health =
            new DestinationHealth(destinations, rest, clock, new SimpleMeterRegistry());
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final List<Settlement> recorded = new CopyOnWriteArrayList<>();
    private final List<Delivery> calls = new CopyOnWriteArrayList<>();
    private volatile Processor connector = exchange -> {};
    private ProducerTemplate broker;

    @BeforeEach
    void start() throws Exception {
        doAnswer(call -> recorded.add(call.getArgument(0))).when(settlements).record(any());
        DeliverySteps steps =
                new DeliverySteps(loader, settlements, health, claims, properties, new BrokerBoots(), clock);
        camel.addRoutesConfigurations(new DeliveryErrors(steps));
        camel.addRoutes(new DeliveryRoutes(destinations, steps));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                // as every connector: nothing is retried there
                errorHandler(noErrorHandler());
                from(ConnectorRoute.endpointOf(LAND.name())).process(exchange -> {
                    calls.add(exchange.getMessage().getMandatoryBody(Delivery.class));
                    assertThat(exchange.getMessage().getHeaders()).isEmpty();
                    connector.process(exchange);
                });
            }
        });
        AdviceWith.adviceWith(camel, "delivery.land-office", route -> route.replaceFromWith("direct:broker"));
        camel.start();
        broker = camel.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    private TakenUp inFlight(int attempt, @Nullable Instant failedAt) {
        return inFlight(attempt, failedAt, attempt - 1);
    }

    private TakenUp inFlight(int attempt, @Nullable Instant failedAt, int ownFailures) {
        Delivery delivery = aDelivery().to(LAND).attempt(attempt).build();
        return known(new TakenUp(
                delivery,
                new LineKey(1, LAND.name()),
                1,
                DeliveryState.IN_FLIGHT,
                new Failures(failedAt, ownFailures),
                clock.instant()));
    }

    private TakenUp known(TakenUp takenUp) {
        try {
            when(loader.load(named(takenUp))).thenReturn(takenUp);
        } catch (StoreAway e) {
            throw new AssertionError(e);
        }
        return takenUp;
    }

    private static Dispatch named(TakenUp takenUp) {
        return argThat(named ->
                named != null && named.deliveryId().equals(takenUp.delivery().deliveryId()));
    }

    /** What the broker's consumer sees of it: an exchange that failed is not acknowledged. */
    private Exchange consume(TakenUp takenUp) {
        return consume(new Dispatch(LAND.name(), takenUp.delivery().deliveryId(), takenUp.round()).brokerText());
    }

    private Exchange consume(String text) {
        return broker.send("direct:broker", exchange -> {
            exchange.getMessage().setHeader("JMSDestination", "hub.delivery.land-office");
            exchange.getMessage().setHeader("CamelHttpUri", "http://elsewhere");
            exchange.getMessage().setBody(text);
        });
    }

    private static void answer(Exchange exchange, DeliveryOutcome outcome) {
        exchange.getMessage().setBody(outcome);
    }

    @Test
    void hasARouteForEachDestinationButThoseThatFetch() {
        assertThat(camel.getRoute("delivery.land-office")).isNotNull();
        assertThat(camel.getRoute("delivery.finance-investment")).isNull();
    }

    @Test
    void recordsWhatADestinationAccepted() {
        connector = exchange -> answer(exchange, new DeliveryOutcome.Accepted("LO-1"));
        TakenUp takenUp = inFlight(1, null);

        assertThat(consume(takenUp).isFailed()).isFalse();

        assertThat(recorded).containsExactly(new Settlement.Delivered(takenUp, "LO-1"));
        assertThat(calls).containsExactly(takenUp.delivery());
    }

    @Test
    void parksWhatADestinationRefused() {
        connector = exchange ->
                answer(exchange, new DeliveryOutcome.Rejected(ErrorCode.DESTINATION_REFUSED, "thiếu giấy tờ"));
        TakenUp takenUp = inFlight(1, null);

        assertThat(consume(takenUp).isFailed()).isFalse();

        assertThat(recorded)
                .containsExactly(
                        new Settlement.Parked(takenUp, ErrorCode.DESTINATION_REFUSED, "thiếu giấy tờ", "land-office"));
        assertThat(health.calling(LAND.name())).isTrue();
    }

    @Test
    void triesLaterWhatMayHaveArrived() {
        connector = exchange ->
                answer(exchange, new DeliveryOutcome.Unknown(ErrorCode.NO_ANSWER_IN_TIME, "silent for 10 s"));

        consume(inFlight(1, null));

        assertLater(ErrorCode.NO_ANSWER_IN_TIME, Duration.ofMillis(700), Duration.ofMillis(1_300));
    }

    @Test
    void triesLaterWithOneCallWhenADestinationIsUnavailable() {
        connector = exchange -> {
            throw new DestinationUnavailable(ErrorCode.CONNECTION_REFUSED, "refused", null, new IOException());
        };

        assertThat(consume(inFlight(3, clock.instant())).isFailed()).isFalse();

        assertLater(ErrorCode.CONNECTION_REFUSED, Duration.ofMillis(2_800), Duration.ofMillis(5_200));
    }

    @Test
    void waitsAsLongAsADestinationAsksAndNoLongerThanIsSensible() {
        connector = exchange -> {
            throw new DestinationUnavailable(ErrorCode.DESTINATION_BUSY, "busy", Duration.ofSeconds(17), null);
        };
        consume(inFlight(1, null));
        assertLater(ErrorCode.DESTINATION_BUSY, Duration.ofSeconds(17), Duration.ofSeconds(17));
        clock.pass(Duration.ofMinutes(1));
        recorded.clear();
        calls.clear();

        connector = exchange -> {
            throw new DestinationUnavailable(
                    ErrorCode.DESTINATION_BUSY, "busy", Duration.ofSeconds(Long.MAX_VALUE / 2), null);
        };
        org.awaitility.Awaitility.await().until(() -> {
            consume(inFlight(1, null));
            return !calls.isEmpty();
        });
        recorded.removeIf(settlement -> settlement instanceof Settlement.Later later && !later.called());
        assertLater(ErrorCode.DESTINATION_BUSY, Duration.ofMinutes(10), Duration.ofMinutes(10));
    }

    private void assertLater(ErrorCode code, Duration least, Duration most) {
        assertThat(calls).as("one call for each attempt").hasSize(1);
        assertThat(recorded)
                .singleElement()
                .asInstanceOf(type(Settlement.Later.class))
                .satisfies(later -> {
                    assertThat(later.called()).isTrue();
                    assertThat(later.code()).isEqualTo(code);
                    assertThat(Duration.between(clock.instant(), later.nextAttempt()))
                            .isBetween(least, most);
                });
    }

    @Test
    void takesAnUnforeseenFailureForAnUnknownOutcome() {
        connector = exchange -> {
            throw new IllegalStateException("a bug in the connector");
        };

        assertThat(consume(inFlight(1, null)).isFailed()).isFalse();

        assertLater(ErrorCode.SENSELESS_ANSWER, Duration.ofMillis(700), Duration.ofMillis(1_300));
    }

    @Test
    void takesAConnectorThatGivesNoOutcomeForAnUnknownOne() {
        connector = exchange -> exchange.getMessage().setBody(null);

        assertThat(consume(inFlight(1, null)).isFailed()).isFalse();

        assertLater(ErrorCode.SENSELESS_ANSWER, Duration.ofMillis(700), Duration.ofMillis(1_300));
    }

    @Test
    void parksAsPoisonWhatFailsWhileOthersGetThrough() {
        Instant failing = clock.instant();
        connector = exchange -> answer(exchange, new DeliveryOutcome.Accepted(null));
        clock.pass(Duration.ofSeconds(1));
        consume(inFlight(1, null));
        recorded.clear();
        connector = exchange -> answer(exchange, new DeliveryOutcome.Unknown(ErrorCode.CONNECTION_LOST, "reset"));

        TakenUp fourth = inFlight(4, failing);
        TakenUp fifth = inFlight(5, failing);
        TakenUp alone = inFlight(5, clock.instant());
        consume(fourth);
        consume(fifth);
        consume(alone);

        assertThat(recorded)
                .extracting(Object::getClass)
                .containsExactly(Settlement.Later.class, Settlement.Parked.class, Settlement.Later.class);
        assertThat(recorded.get(1)).isEqualTo(new Settlement.Parked(fifth, ErrorCode.POISON, "reset", "hub"));
    }

    @Test
    void makesNoPoisonOfWhatFailedOftenWhileItsDestinationWasAway() {
        connector = exchange -> answer(exchange, new DeliveryOutcome.Unknown(ErrorCode.CONNECTION_LOST, "reset"));
        Instant failedAt = clock.instant();
        consume(inFlight(20, failedAt, 1));

        // the destination is back: another delivery gets through, and this one fails once more
        clock.pass(Duration.ofSeconds(1));
        connector = exchange -> answer(exchange, new DeliveryOutcome.Accepted(null));
        consume(inFlight(1, null));
        connector = exchange -> answer(exchange, new DeliveryOutcome.Unknown(ErrorCode.CONNECTION_LOST, "reset"));
        consume(inFlight(21, failedAt, 1));

        assertThat(recorded)
                .filteredOn(settlement -> settlement instanceof Settlement.Later)
                .extracting(settlement -> ((Settlement.Later) settlement).own())
                .containsExactly(false, true);
        assertThat(recorded).noneMatch(settlement -> settlement instanceof Settlement.Parked);
    }

    @Test
    void renewsItsClaimBeforeACallThatCouldOutliveIt() throws Exception {
        connector = exchange -> answer(exchange, new DeliveryOutcome.Accepted(null));
        TakenUp fresh = inFlight(1, null);
        TakenUp late = inFlight(1, null);
        TakenUp lost = inFlight(1, null);
        when(loader.renew(eq(late), any())).thenReturn(true);
        when(loader.renew(eq(lost), any())).thenReturn(false);

        clock.pass(Duration.ofSeconds(6)); // a claim lasts 15 s, a call up to 4 s, and 5 s are to spare
        consume(fresh);
        verify(loader, never()).renew(any(), any());
        clock.pass(Duration.ofSeconds(1));
        consume(late);
        consume(lost);

        assertThat(calls).containsExactly(fresh.delivery(), late.delivery());
        assertThat(recorded).hasSize(2);
    }

    @Test
    void makesNoCallForABrokerMessageThatIsStale() {
        Delivery delivery = aDelivery().to(LAND).build();
        List<TakenUp> stale = new ArrayList<>();
        for (DeliveryState state : DeliveryState.values()) {
            if (state != DeliveryState.IN_FLIGHT) {
                stale.add(new TakenUp(
                        aDelivery().to(LAND).build(), new LineKey(1, LAND.name()), 1, state, Failures.NONE, null));
            }
        }
        stale.forEach(takenUp -> assertThat(consume(known(takenUp)).isFailed()).isFalse());
        known(new TakenUp(
                delivery, new LineKey(1, LAND.name()), 2, DeliveryState.IN_FLIGHT, Failures.NONE, clock.instant()));
        assertThat(consume(delivery.deliveryId() + ":1").isFailed())
                .as("a former round")
                .isFalse();
        assertThat(consume(UUID.randomUUID() + ":1").isFailed())
                .as("no such delivery")
                .isFalse();

        assertThat(calls).isEmpty();
        assertThat(recorded).isEmpty();
    }

    @Test
    void putsAsideABrokerMessageThatNobodyCanRead() {
        assertThat(consume("garbage").isFailed()).isFalse();
        assertThat(calls).isEmpty();
        assertThat(recorded).isEmpty();
    }

    @Test
    void makesOneCallHoweverManyCopiesComeWhileItIsUnderWay() throws Exception {
        CountDownLatch calling = new CountDownLatch(1);
        CountDownLatch answering = new CountDownLatch(1);
        connector = exchange -> {
            calling.countDown();
            assertThat(answering.await(10, TimeUnit.SECONDS)).isTrue();
            answer(exchange, new DeliveryOutcome.Accepted(null));
        };
        TakenUp takenUp = inFlight(1, null);
        Future<Exchange> first = broker.asyncSend(
                "direct:broker",
                exchange -> exchange.getMessage().setBody(takenUp.delivery().deliveryId() + ":1"));
        assertThat(calling.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(consume(takenUp).isFailed()).isFalse();
        answering.countDown();
        assertThat(first.get(10, TimeUnit.SECONDS).isFailed()).isFalse();
        assertThat(calls).hasSize(1);
        assertThat(recorded).hasSize(1);

        // and it is forgotten: the same delivery may come again
        consume(takenUp);
        assertThat(calls).hasSize(2);
    }

    @Test
    void leavesTheMessageToTheBrokerWhilePostgresCannotBeRead() throws Exception {
        TakenUp takenUp = inFlight(1, null);
        when(loader.load(named(takenUp))).thenThrow(new StoreAway("gone")).thenReturn(takenUp);
        connector = exchange -> answer(exchange, new DeliveryOutcome.Accepted(null));

        assertThat(consume(takenUp).getException()).isInstanceOf(StoreAway.class);
        assertThat(calls).isEmpty();
        assertThat(consume(takenUp).isFailed()).isFalse();
        assertThat(recorded).hasSize(1);
    }

    private HashMap<String, Processor> outcomes() {
        HashMap<String, Processor> outcomes = new HashMap<>();
        outcomes.put("accepted", exchange -> answer(exchange, new DeliveryOutcome.Accepted(null)));
        outcomes.put("unavailable", exchange -> {
            throw new DestinationUnavailable(ErrorCode.DESTINATION_ERROR, "500", null, null);
        });
        outcomes.put("unforeseen", exchange -> {
            throw new IllegalStateException("a bug");
        });
        return outcomes;
    }

    @Test
    void keepsTheOutcomeOfACallUntilItCanBeRecordedInsteadOfCallingAgain() {
        outcomes().forEach((what, outcome) -> {
            connector = outcome;
            calls.clear();
            recorded.clear();
            AtomicInteger full = new AtomicInteger(3);
            recording(settlement -> {
                if (full.getAndDecrement() > 0) {
                    throw new StoreAway("no space left on device");
                }
            });

            assertThat(consume(inFlight(1, null)).isFailed()).as(what).isFalse();
            assertThat(calls).as(what).hasSize(1);
            assertThat(recorded).as(what).hasSize(1);
        });
    }

    @Test
    void leavesTheMessageToTheBrokerWhenTheHubStopsBeforeTheOutcomeIsRecorded() throws Exception {
        CountDownLatch tried = new CountDownLatch(2);
        recording(settlement -> {
            tried.countDown();
            throw new StoreAway("gone");
        });
        connector = exchange -> answer(exchange, new DeliveryOutcome.Accepted(null));
        TakenUp takenUp = inFlight(1, null);
        Future<Exchange> consumed = broker.asyncSend(
                "direct:broker",
                exchange -> exchange.getMessage().setBody(takenUp.delivery().deliveryId() + ":1"));
        assertThat(tried.await(10, TimeUnit.SECONDS)).isTrue();

        camel.stop();

        assertThat(consumed.get(10, TimeUnit.SECONDS).getException()).isInstanceOf(StoreAway.class);
        assertThat(calls).hasSize(1);
    }

    @Test
    void parksWhoseOutcomePostgresWillNeverTake() {
        recording(settlement -> {
            if (settlement instanceof Settlement.Delivered) {
                throw new Unrecordable("a constraint");
            }
        });
        connector = exchange -> answer(exchange, new DeliveryOutcome.Accepted(null));

        assertThat(consume(inFlight(1, null)).isFailed()).isFalse();

        assertThat(calls).hasSize(1);
        assertThat(recorded)
                .singleElement()
                .asInstanceOf(type(Settlement.Parked.class))
                .extracting(Settlement.Parked::code)
                .isEqualTo(ErrorCode.POISON);
    }

    @FunctionalInterface
    private interface Writing {
        void write(Settlement settlement) throws StoreAway;
    }

    private void recording(Writing writing) {
        try {
            doAnswer(call -> {
                        writing.write(call.getArgument(0));
                        return recorded.add(call.getArgument(0));
                    })
                    .when(settlements)
                    .record(any());
        } catch (StoreAway e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void putsBackWithoutACallWhatComesWhileTheDestinationRests() {
        connector = exchange -> {
            throw new DestinationUnavailable(ErrorCode.CONNECTION_REFUSED, "refused", null, null);
        };
        for (int i = 0; i < 5; i++) {
            consume(inFlight(1, null));
        }
        calls.clear();
        recorded.clear();
        TakenUp takenUp = inFlight(1, null);

        assertThat(consume(takenUp).isFailed()).isFalse();

        assertThat(calls).isEmpty();
        assertThat(recorded)
                .singleElement()
                .asInstanceOf(type(Settlement.Later.class))
                .satisfies(later -> {
                    assertThat(later.called()).isFalse();
                    assertThat(later.code()).isEqualTo(ErrorCode.BREAKER_OPEN);
                    assertThat(later.nextAttempt()).isEqualTo(clock.instant());
                });
    }
}
