package vn.gov.hanoi.hpasc.hub.ingress.queue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.hub.identity.Agency;

/**
 * Which agencies' queues are read. As health component {@code queueIntake} it is down while one is not, and says which, why
 * and since when; messages that wait for the store are a detail, the store being a component of its own.
 */
@Component("queueIntakeHealthIndicator")
class IntakeStatus extends AbstractHealthIndicator {

    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<String, Trouble> down = new ConcurrentHashMap<>();
    private final Map<String, Trouble> waiting = new ConcurrentHashMap<>();

    /**
     * Why a queue is not read.
     *
     * @param since in UTC
     */
    record Trouble(Instant since, String reason) {}

    IntakeStatus(Clock clock, MeterRegistry meters) {
        super("the intakes cannot be asked");
        this.clock = clock;
        this.meters = meters;
    }

    /** Begins to watch over an agency's intake. */
    void watch(Agency agency) {
        Gauge.builder(
                        "hub.queue.intake.up",
                        () -> down.containsKey(agency.code().value()) ? 0 : 1)
                .description("whether the agency's queue is read")
                .tag("agency", agency.code().value())
                .register(meters);
    }

    void up(Agency agency) {
        down.remove(agency.code().value());
        waiting.remove(agency.code().value());
    }

    void down(Agency agency, String reason) {
        note(down, agency, reason);
    }

    void waiting(Agency agency, String code) {
        down.remove(agency.code().value());
        note(waiting, agency, code);
    }

    private void note(Map<String, Trouble> where, Agency agency, String reason) {
        where.compute(
                agency.code().value(),
                (code, before) -> new Trouble(before == null ? clock.instant() : before.since(), reason));
    }

    void unreadable(Agency agency) {
        meters.counter("hub.queue.unreadable", "agency", agency.code().value()).increment();
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.status(down.isEmpty() ? "UP" : "DOWN")
                .withDetail("down", new TreeMap<>(down))
                .withDetail("waiting", new TreeMap<>(waiting));
    }
}
