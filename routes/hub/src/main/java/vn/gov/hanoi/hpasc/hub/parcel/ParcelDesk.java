package vn.gov.hanoi.hpasc.hub.parcel;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.LandRecord;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.LandRecord.SpatialUnit;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.ParcelQuery;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.ParcelRegistry;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/** Answers questions about parcels, from what is known where that is fresh enough, else from the land system. */
final class ParcelDesk implements Parcels {

    private static final Logger LOG = LoggerFactory.getLogger(ParcelDesk.class);
    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private final ParcelRegistry registry;
    private final ParcelCache cache;
    private final ParcelProperties properties;
    private final Clock clock;
    private final MeterRegistry meters;
    private final CircuitBreaker breaker;
    private final Semaphore places;

    ParcelDesk(
            ParcelRegistry registry,
            ParcelCache cache,
            ParcelProperties properties,
            Clock clock,
            MeterRegistry meters) {
        this.registry = registry;
        this.cache = cache;
        this.properties = properties;
        this.clock = clock;
        this.meters = meters;
        this.places = new Semaphore(properties.atOnce());
        this.breaker = CircuitBreaker.of(
                "parcels",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(10)
                        .minimumNumberOfCalls(4)
                        .failureRateThreshold(50)
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .waitDurationInOpenState(properties.rest())
                        .build());
        Gauge.builder("hub.parcel.resting", breaker, b -> b.getState() == State.CLOSED ? 0 : 1)
                .description("1 while the land system is left alone")
                .register(meters);
    }

    @Override
    public Answer ask(Subject subject, ParcelQuery query) {
        String key = subject + ":" + query.key();
        Optional<ParcelCache.Said> known = cache.find(key);
        if (known.isPresent() && age(known.get()).compareTo(good(known.get())) <= 0) {
            count(subject, "cached");
            return answer(known.get(), true, false);
        }
        try {
            ParcelCache.Said said = new ParcelCache.Said(asked(subject, query), clock.instant());
            keep(subject, key, said);
            count(subject, said.land() == null ? "missing" : "asked");
            return answer(said, false, false);
        } catch (DestinationUnavailable away) {
            return instead(subject, known, away);
        }
    }

    private Duration age(ParcelCache.Said said) {
        Duration age = Duration.between(said.at(), clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }

    private Duration good(ParcelCache.Said said) {
        return said.land() == null ? properties.missing() : properties.fresh();
    }

    private @Nullable LandRecord asked(Subject subject, ParcelQuery query) throws DestinationUnavailable {
        if (!registry.configured()) {
            throw new DestinationUnavailable(ErrorCode.CONNECTION_REFUSED, "no land system", null, null);
        }
        if (!places.tryAcquire()) {
            throw new DestinationUnavailable(ErrorCode.DESTINATION_BUSY, "too many questions at once", COME_BACK, null);
        }
        try {
            return withBreaker(subject, query);
        } finally {
            places.release();
        }
    }

    private @Nullable LandRecord withBreaker(Subject subject, ParcelQuery query) throws DestinationUnavailable {
        if (!breaker.tryAcquirePermission()) {
            throw new DestinationUnavailable(ErrorCode.BREAKER_OPEN, "left alone", properties.rest(), null);
        }
        long began = System.nanoTime();
        try {
            Optional<LandRecord> land = switch (subject) {
                case PARCEL -> registry.parcel(query);
                case REGISTRATION -> registry.registration(query);
            };
            breaker.onSuccess(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            return land.orElse(null);
        } catch (DestinationUnavailable | RuntimeException failure) {
            breaker.onError(System.nanoTime() - began, TimeUnit.NANOSECONDS, failure);
            throw failure;
        }
    }

    /** Under the other name of the parcel too, where it has both. */
    private void keep(Subject subject, String key, ParcelCache.Said said) {
        cache.keep(key, said);
        if (said.land() != null) {
            SpatialUnit unit = said.land().parcel();
            keepAs(
                    subject,
                    key,
                    new ParcelQuery.ByPlace(unit.communeCode(), unit.mapSheet(), unit.parcelNumber()),
                    said);
            if (unit.unifiedId() != null) {
                keepAs(subject, key, new ParcelQuery.ByUnifiedId(unit.unifiedId()), said);
            }
        }
    }

    private void keepAs(Subject subject, String key, ParcelQuery query, ParcelCache.Said said) {
        String other = subject + ":" + query.key();
        if (!other.equals(key)) {
            cache.keep(other, said);
        }
    }

    private Answer instead(Subject subject, Optional<ParcelCache.Said> known, DestinationUnavailable away) {
        LOG.atWarn()
                .addKeyValue("event", "parcel.unavailable")
                .addKeyValue("code", away.code().wire())
                .addKeyValue("why", away.getMessage())
                .log("the land system cannot be asked");
        if (known.isPresent() && known.get().land() != null && age(known.get()).compareTo(properties.oldest()) <= 0) {
            count(subject, "stale");
            return answer(known.get(), true, true);
        }
        count(subject, "unavailable");
        String reason = String.valueOf(away.getMessage());
        throw new Refusal(
                Problem.of(away.code(), reason).retryAfter(away.retryAfter().orElse(COME_BACK)));
    }

    private Answer answer(ParcelCache.Said said, boolean cached, boolean stale) {
        if (said.land() == null) {
            throw new Refusal(ErrorCode.NOT_FOUND);
        }
        return new Answer(said.land(), said.at(), age(said), cached, stale);
    }

    private void count(Subject subject, String outcome) {
        meters.counter(
                        "hub.parcel.answers",
                        "subject",
                        subject.name().toLowerCase(java.util.Locale.ROOT),
                        "outcome",
                        outcome)
                .increment();
    }

    @Scheduled(fixedDelayString = "${hub.parcel.forget:1h}", initialDelayString = "${hub.parcel.forget:1h}")
    void forget() {
        cache.forgetBefore(clock.instant().minus(properties.oldest()));
    }
}
