package vn.gov.hanoi.hpasc.hub.operations.health;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import vn.gov.hanoi.hpasc.hub.commit.Worker;

/** Down while a thread that works for the whole hub is dead, or has been at one thing for too long. */
final class WorkersHealthIndicator extends AbstractHealthIndicator {

    private final Supplier<Stream<Worker.Employer>> employers;
    private final Duration longest;
    private final Runnable dead;

    /**
     * @param longest for how long one piece of work may last
     * @param dead told when one is dead, which only a restart mends
     */
    WorkersHealthIndicator(Supplier<Stream<Worker.Employer>> employers, Duration longest, Runnable dead) {
        super("the workers do not answer");
        this.employers = employers;
        this.longest = longest;
        this.dead = dead;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        List<Worker> workers =
                employers.get().flatMap(employer -> employer.workers().stream()).toList();
        List<String> ended =
                workers.stream().filter(Worker::ended).map(Worker::name).toList();
        List<String> stuck = workers.stream()
                .filter(worker -> worker.busyMillis() > longest.toMillis())
                .map(worker -> worker.name() + " for " + worker.busyMillis() / 1000 + " s")
                .toList();
        if (!ended.isEmpty()) {
            dead.run();
            health.down()
                    .withDetail("problem", "threads that have ended: " + String.join(", ", ended))
                    .withDetail("action", "restart the hub, and keep its log: this should not happen");
        } else if (!stuck.isEmpty()) {
            health.down()
                    .withDetail("problem", "threads that are stuck: " + String.join(", ", stuck))
                    .withDetail("action", "look at PostgreSQL and the broker first; if both are up, restart the hub");
        } else {
            health.up().withDetail("workers", workers.size());
        }
    }
}
