package vn.gov.hanoi.hpasc.hub.operations.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.util.unit.DataSize;
import vn.gov.hanoi.hpasc.hub.commit.GroupCommit;
import vn.gov.hanoi.hpasc.hub.commit.Worker;

class ComponentsTest {

    @TempDir
    Path folder;

    @Test
    void namesTheRouteThatWasStopped() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:a").routeId("delivery.land-office").to("mock:a");
                    from("direct:b").routeId("ingress.rest.messages").to("mock:b");
                }
            });
            RoutesHealthIndicator all = new RoutesHealthIndicator(camel, any -> true);
            RoutesHealthIndicator ingress = new RoutesHealthIndicator(camel, id -> id.startsWith("ingress."));
            assertThat(all.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);

            camel.start();
            assertThat(all.health().getStatus()).isEqualTo(Status.UP);

            camel.getRouteController().stopRoute("delivery.land-office");
            assertThat(problem(all.health())).isEqualTo("routes that do not run: delivery.land-office");
            assertThat(ingress.health().getStatus()).isEqualTo(Status.UP);

            camel.getRouteController().startRoute("delivery.land-office");
            camel.getRouteController().suspendRoute("ingress.rest.messages");
            assertThat(problem(ingress.health())).isEqualTo("routes that do not run: ingress.rest.messages");
        }
    }

    @Test
    void namesTheFolderThatIsShortOfDisk() {
        AtomicLong free = new AtomicLong(2L << 30);
        FoldersHealthIndicator disk = new FoldersHealthIndicator(
                Map.of("data", folder, "files", folder.resolve("not-made-yet")),
                DataSize.ofMegabytes(500),
                any -> free.get());
        assertThat(disk.health().getStatus()).isEqualTo(Status.UP);

        free.set(100L << 20);
        assertThat(problem(disk.health())).isEqualTo("data: only 100 MB are free at " + folder + ", less than 500 MB");
    }

    @Test
    void namesAWorkerThatIsStuckAndOneThatIsDead() {
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger restarts = new AtomicInteger();
        GroupCommit<String> commits = new GroupCommit<>("accept", 1, 1, 10, batch -> awaitIt(goOn));
        Worker dying = new Worker("relay-sweeper", () -> {});
        WorkersHealthIndicator workers = new WorkersHealthIndicator(
                () -> Stream.of(commits, () -> List.of(dying)), Duration.ofMillis(1), restarts::incrementAndGet);
        try {
            assertThat(workers.health().getStatus()).isEqualTo(Status.UP);

            commits.offer("a message");
            await().untilAsserted(() ->
                    assertThat(problem(workers.health())).startsWith("threads that are stuck: accept-1 for"));
            goOn.countDown();
            await().untilAsserted(() -> assertThat(workers.health().getStatus()).isEqualTo(Status.UP));
            assertThat(restarts).hasValue(0);

            dying.start();
            await().untilAsserted(() ->
                    assertThat(problem(workers.health())).isEqualTo("threads that have ended: relay-sweeper"));
            assertThat(restarts).hasPositiveValue();
        } finally {
            goOn.countDown();
            commits.close();
        }
    }

    private static String problem(Health health) {
        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails()).containsKey("action");
        return String.valueOf(health.getDetails().get("problem"));
    }

    private static void awaitIt(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
