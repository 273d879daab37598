package vn.gov.hanoi.hpasc.hub.delivery;

import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultMessage;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.connectors.spi.DeliveryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.hub.broker.BrokerBoots;
import vn.gov.hanoi.hpasc.hub.health.DestinationHealth;
import vn.gov.hanoi.hpasc.hub.line.Claims;
import vn.gov.hanoi.hpasc.hub.line.DeliveryState;
import vn.gov.hanoi.hpasc.hub.line.Dispatch;

/** The steps of a delivery route: take up what the broker names, and record what came of it. */
final class DeliverySteps {

    private static final Logger LOG = LoggerFactory.getLogger(DeliverySteps.class);
    private static final String TAKEN_UP = "hub.delivery";
    private static final String BOOT = "hub.boot";
    private static final Duration STORE_WAIT = Duration.ofMillis(500);

    private final DeliveryLoader loader;
    private final Settlements settlements;
    private final Recorder recorder;
    private final DestinationHealth health;
    private final Claims claims;
    private final DeliveryProperties properties;
    private final BrokerBoots boots;
    private final Clock clock;
    /** What this node is delivering at this moment: a second copy of a broker message makes no second call. */
    private final Map<UUID, Dispatch> underWay = new ConcurrentHashMap<>();

    DeliverySteps(
            DeliveryLoader loader,
            Settlements settlements,
            DestinationHealth health,
            Claims claims,
            DeliveryProperties properties,
            BrokerBoots boots,
            Clock clock) {
        this.loader = loader;
        this.settlements = settlements;
        this.recorder = new Recorder(settlements);
        this.health = health;
        this.claims = claims;
        this.properties = properties;
        this.boots = boots;
        this.clock = clock;
    }

    /**
     * Reads the delivery that the broker names; leaves null where there is nothing to call: the message is stale, or the
     * destination rests.
     */
    Processor takeUp(Destination destination) {
        Bucket rate = rate(destination.limits().perSecond());
        return exchange -> {
            Dispatch dispatch =
                    Dispatch.of(destination.name(), exchange.getMessage().getMandatoryBody(String.class));
            // nothing of the broker's headers goes out with the call
            exchange.setMessage(new DefaultMessage(exchange.getContext()));
            if (underWay.putIfAbsent(dispatch.deliveryId(), dispatch) != null) {
                return;
            }
            exchange.getExchangeExtension().addOnCompletion(new Leaving(dispatch.deliveryId()));
            TakenUp takenUp = loader.load(dispatch);
            if (takenUp == null || takenUp.state() != DeliveryState.IN_FLIGHT || takenUp.round() != dispatch.round()) {
                return;
            }
            if (!health.mayCall(destination.name())) {
                settlements.record(new Settlement.Later(
                        takenUp,
                        false,
                        false,
                        ErrorCode.BREAKER_OPEN,
                        "waits until " + destination.name() + " is back",
                        clock.instant()));
                return;
            }
            rate.asBlocking().consumeUninterruptibly(1);
            if (!claimed(takenUp)) {
                return;
            }
            exchange.setProperty(TAKEN_UP, takenUp);
            exchange.setProperty(BOOT, boots.current());
            exchange.getMessage().setBody(takenUp.delivery());
        };
    }

    /** What this node is delivering at this moment. */
    List<Dispatch> underWay() {
        return List.copyOf(underWay.values());
    }

    /** Whether the delivery is this node's for as long as its call may take. */
    private boolean claimed(TakenUp takenUp) throws StoreAway {
        Instant now = clock.instant();
        Instant since = takenUp.relayedAt();
        String destination = takenUp.line().destination();
        boolean claimed = false;
        try {
            claimed = since != null && claims.outliveACall(destination, since, now) || loader.renew(takenUp, now);
            return claimed;
        } finally {
            if (!claimed) {
                health.notCalled(destination);
            }
        }
    }

    private static Bucket rate(int perSecond) {
        long most = perSecond == 0 ? 1_000_000 : perSecond;
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(Math.max(1, most / 10)).refillGreedy(most, Duration.ofSeconds(1)))
                .build();
    }

    /** Records what the connector left in the body. */
    void recordOutcome(Exchange exchange) throws StoreAway {
        TakenUp takenUp = takenUp(exchange);
        String destination = takenUp.line().destination();
        Settlement settlement = switch (exchange.getMessage().getBody(DeliveryOutcome.class)) {
            case null -> unknown(takenUp, ErrorCode.SENSELESS_ANSWER, "the connector gave no outcome");
            case DeliveryOutcome.Accepted accepted -> {
                health.answered(destination);
                yield new Settlement.Delivered(takenUp, accepted.reference(), exchange.getProperty(BOOT, UUID.class));
            }
            case DeliveryOutcome.Rejected rejected -> {
                health.answered(destination);
                yield new Settlement.Parked(takenUp, rejected.code(), rejected.reason(), destination);
            }
            case DeliveryOutcome.Unknown unknown -> unknown(takenUp, unknown.code(), unknown.reason());
        };
        recorder.record(settlement, exchange.getContext());
    }

    /** Records that the destination could not be reached. */
    void recordUnavailable(Exchange exchange) throws StoreAway {
        DestinationUnavailable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, DestinationUnavailable.class);
        TakenUp takenUp = takenUp(exchange);
        Duration asked = failure.retryAfter().orElse(null);
        health.failed(takenUp.line().destination(), failure, asked);
        recorder.record(
                again(takenUp, failure.code(), String.valueOf(failure.getMessage()), asked), exchange.getContext());
    }

    /** Records a failure of our own: whether the message arrived is not known. */
    void recordUnforeseen(Exchange exchange) throws StoreAway {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        TakenUp takenUp = exchange.getProperty(TAKEN_UP, TakenUp.class);
        LOG.atError()
                .addKeyValue("event", "delivery.unforeseen")
                .addKeyValue("route", exchange.getFromRouteId())
                .addKeyValue(
                        "delivery", takenUp == null ? null : takenUp.delivery().deliveryId())
                .setCause(failure)
                .log("a delivery failed in a way nobody foresaw");
        if (takenUp != null) {
            recorder.record(
                    unknown(
                            takenUp,
                            ErrorCode.SENSELESS_ANSWER,
                            failure.getClass().getSimpleName()),
                    exchange.getContext());
        }
    }

    /** Holds the consumer a moment: until PostgreSQL is back there is nothing it could do. */
    void waitForStore(Exchange exchange) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(STORE_WAIT.toMillis());
    }

    private Settlement unknown(TakenUp takenUp, ErrorCode code, String reason) {
        health.failed(takenUp.line().destination(), new IllegalStateException(reason), null);
        return again(takenUp, code, reason, null);
    }

    /** The same again with the same key, later; unless it alone fails while others get through. */
    private Settlement again(TakenUp takenUp, ErrorCode code, String reason, @Nullable Duration asked) {
        boolean own = own(takenUp);
        if (own && takenUp.failures().own() + 1 >= properties.poisonAfter()) {
            return new Settlement.Parked(takenUp, ErrorCode.POISON, reason, "hub");
        }
        Duration wait = asked != null
                ? DestinationHealth.atMost(asked)
                : health.waitAfter(takenUp.delivery().attempt());
        return new Settlement.Later(
                takenUp, true, own, code, reason, clock.instant().plus(wait));
    }

    /** The first failure may be anybody's fault; a later one is its own when others got through in between. */
    private boolean own(TakenUp takenUp) {
        Instant failedAt = takenUp.failures().latest();
        return failedAt == null || health.answeredSince(takenUp.line().destination(), failedAt);
    }

    private static TakenUp takenUp(Exchange exchange) {
        return exchange.getProperty(TAKEN_UP, TakenUp.class);
    }

    /** Forgets that a delivery is under way, whatever came of it. */
    private final class Leaving extends SynchronizationAdapter {

        private final UUID deliveryId;

        Leaving(UUID deliveryId) {
            this.deliveryId = deliveryId;
        }

        @Override
        public void onDone(Exchange exchange) {
            underWay.remove(deliveryId);
        }
    }
}
