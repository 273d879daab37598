package vn.gov.hanoi.hpasc.hub.health;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.Destinations;

/**
 * Whether each destination is worth calling. A destination that fails rests: single probes, each of another dossier, with
 * exponentially growing waits and jitter, find out when it is back, and then everything flows again without a hand.
 */
public final class DestinationHealth {

    private static final Logger LOG = LoggerFactory.getLogger(DestinationHealth.class);
    private static final float HALF = 50;
    /** By how much a wait varies, so that many don't end at once. */
    private static final double JITTER = 0.3;
    /** Longer than this no destination is left alone at its own word: nobody would notice that it is back. */
    private static final Duration LONGEST_REST = Duration.ofMinutes(10);
    /** A probe that has not reported back by then never will (its node died); another one may go. */
    private static final Duration LOST_PROBE = Duration.ofMinutes(2);

    private final Map<String, Health> byDestination = new HashMap<>();
    private final Clock clock;

    private static final class Health {
        final CircuitBreaker breaker;
        volatile Instant lastSuccess = Instant.MIN;
        volatile Instant restsUntil = Instant.MIN;
        volatile Instant probedAt = Instant.EPOCH;
        volatile int failedProbes;

        Health(CircuitBreaker breaker) {
            this.breaker = breaker;
        }
    }

    private final IntervalFunction waits;
    private final Duration longest;

    public DestinationHealth(
            Destinations destinations, HealthProperties properties, Clock clock, MeterRegistry meters) {
        this.clock = clock;
        this.longest = longestWait(properties);
        this.waits = IntervalFunction.ofExponentialRandomBackoff(
                properties.firstWait().toMillis(),
                2.0,
                JITTER,
                properties.longestWait().toMillis());
        CircuitBreakerConfig config = CircuitBreakerConfig.custom()
                .slidingWindowSize(properties.breakerCalls())
                .minimumNumberOfCalls(Math.max(2, properties.breakerCalls() / 2))
                .failureRateThreshold(HALF)
                .permittedNumberOfCallsInHalfOpenState(1)
                // when to probe is decided here, by the injected clock
                .waitDurationInOpenState(Duration.ofMillis(1))
                .build();
        for (Destination destination : destinations.all()) {
            Health health = new Health(CircuitBreaker.of(destination.name(), config));
            byDestination.put(destination.name(), health);
            Gauge.builder("hub.destination.resting", health, h -> h.breaker.getState() == State.CLOSED ? 0 : 1)
                    .description("1 while the hub calls the destination only to see whether it is back")
                    .tag("destination", destination.name())
                    .register(meters);
        }
    }

    /** Whether the destination is called as usual. */
    public boolean calling(String destination) {
        return health(destination).breaker.getState() == State.CLOSED;
    }

    /** The longest that a delivery or a destination can have to wait. */
    public static Duration longestWait(HealthProperties properties) {
        Duration longest = properties.longestWait().plusMillis((long)
                (properties.longestWait().toMillis() * JITTER));
        return longest.compareTo(LONGEST_REST) > 0 ? longest : LONGEST_REST;
    }

    /** Whether a resting destination is due for a probe. */
    public boolean probeDue(String destination) {
        Health health = health(destination);
        return health.breaker.getState() != State.CLOSED && !rests(health, clock.instant());
    }

    /** A rest that would end later than any can was begun before the clock was set back. */
    private boolean rests(Health health, Instant now) {
        return now.isBefore(health.restsUntil) && !now.plus(longest).isBefore(health.restsUntil);
    }

    /** Asks to make a call; whoever may must report what came of it. */
    public boolean mayCall(String destination) {
        Health health = health(destination);
        if (health.breaker.getState() == State.CLOSED) {
            return health.breaker.tryAcquirePermission();
        }
        synchronized (health) {
            Instant now = clock.instant();
            if (health.breaker.getState() == State.OPEN && rests(health, now)) {
                return false;
            }
            if (health.breaker.getState() == State.HALF_OPEN
                    && (now.isBefore(health.probedAt) || !now.isBefore(health.probedAt.plus(LOST_PROBE)))) {
                health.breaker.transitionToHalfOpenState();
            }
            boolean may = health.breaker.tryAcquirePermission();
            if (may) {
                health.probedAt = now;
            }
            return may;
        }
    }

    /** Gives back what {@link #mayCall} gave: the call was not made. */
    public void notCalled(String destination) {
        health(destination).breaker.releasePermission();
    }

    /** The destination answered, be it yes or a business no. */
    public void answered(String destination) {
        Health health = health(destination);
        health.lastSuccess = clock.instant();
        health.breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        if (health.failedProbes > 0 && health.breaker.getState() == State.CLOSED) {
            health.failedProbes = 0;
            LOG.atInfo()
                    .addKeyValue("event", "destination.back")
                    .addKeyValue("destination", destination)
                    .log("destination is back");
        }
    }

    /**
     * The destination did not answer, or said that it cannot serve.
     *
     * @param asked how long it asked to be left alone; it then rests at once, for that long
     */
    public void failed(String destination, Throwable cause, @Nullable Duration asked) {
        Health health = health(destination);
        // one after the other: many calls that were under way fail together, and only one of them opens the breaker
        synchronized (health) {
            State before = health.breaker.getState();
            health.breaker.onError(0, TimeUnit.NANOSECONDS, cause);
            if (asked != null && health.breaker.getState() != State.OPEN) {
                health.breaker.transitionToOpenState();
            }
            if (health.breaker.getState() == State.OPEN && before != State.OPEN) {
                health.failedProbes++;
                health.restsUntil = clock.instant().plusMillis(waits.apply(health.failedProbes));
            }
            if (asked != null) {
                health.restsUntil = clock.instant().plus(atMost(asked));
            }
            if (before == State.CLOSED && health.breaker.getState() == State.OPEN) {
                LOG.atWarn()
                        .addKeyValue("event", "destination.resting")
                        .addKeyValue("destination", destination)
                        .addKeyValue("cause", cause.getMessage())
                        .log("destination rests; probes go on");
            }
        }
    }

    /** What a destination asks for, within bounds. */
    public static Duration atMost(Duration asked) {
        return asked.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : asked;
    }

    /** How long the {@code attempt}th failed attempt of one delivery waits. */
    public Duration waitAfter(int attempt) {
        return Duration.ofMillis(waits.apply(Math.max(1, attempt)));
    }

    /** Until when a resting destination is left alone. */
    public Instant restsUntil(String destination) {
        Instant until = health(destination).restsUntil;
        Instant now = clock.instant();
        return until.isBefore(now) ? now : until;
    }

    /** Whether anything reached the destination after {@code since}. */
    public boolean answeredSince(String destination, Instant since) {
        Instant last = health(destination).lastSuccess;
        return last.isAfter(since) && !last.isAfter(clock.instant());
    }

    /** Open, closed or half open, for people. */
    public String state(String destination) {
        return calling(destination) ? "calling" : "resting";
    }

    private Health health(String destination) {
        return Objects.requireNonNull(byDestination.get(destination), () -> "unknown destination " + destination);
    }
}
