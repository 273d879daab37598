package vn.gov.hanoi.hpasc.hub.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.connectors.testkit.process.AgencyKeys;
import vn.gov.hanoi.hpasc.connectors.testkit.process.FreePorts;
import vn.gov.hanoi.hpasc.simulators.department.RestDepartment;

/**
 * Messages pile up for a destination that is dead, in a hub with 384 MB and everything inside its process: 15,000 in
 * {@code mvn verify}, 50,000 with {@code -Dheap.messages=50000}.
 */
@Tag("long")
class HeapStaysFlatIT {

    private static final int MESSAGES = Integer.getInteger("heap.messages", 15_000);
    private static final int BATCH = 500;
    private static final int SENDERS = 4;
    private static final int FIRST_LOOK = 5_000;
    private static final int MULTI_STATUS = 207;
    private static final int UNAVAILABLE = 503;
    private static final long MOST_GROWTH_MEGABYTES = 40;
    private static final long MOST_LIVE_MEGABYTES = 250;

    private final Path folder =
            Path.of("target", "heap", "run-" + System.currentTimeMillis()).toAbsolutePath();
    private final AgencyKeys keys = new AgencyKeys(folder.resolve("keys"))
            .makeFor(List.of("H26.01", "H26.13", "H26.19", "H26.20", "H26.04", "H26.103", "G12.10", "hub"));
    private final String token = keys.token("H26.01", Instant.now());
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void heapStaysFlatWhileMessagesPileUpForADeadDestination() throws Exception {
        try (PostgresProcess postgres = new PostgresProcess(folder.resolve("postgres"));
                RestDepartment landOffice = RestDepartment.start(0);
                HubProcess hub = hub(postgres, landOffice)) {
            awaitUp(hub);
            landOffice.goDown();

            long began = System.nanoTime();
            send(hub, 0, FIRST_LOOK);
            long before = JavaHeap.liveMegabytes(hub.pid());
            send(hub, FIRST_LOOK, MESSAGES);
            long after = JavaHeap.liveMegabytes(hub.pid());
            long sentMillis = (System.nanoTime() - began) / 1_000_000;

            assertThat(hub.isAlive()).as(hub::describe).isTrue();
            assertThat(postgres.number("select count(*) from message")).isEqualTo(MESSAGES);
            assertThat(postgres.number(
                            "select count(*) from delivery where state in ('ready', 'in-flight', 'waiting')"))
                    .isEqualTo(MESSAGES);
            assertThat(postgres.number("select sum(cardinality(destinations)) from ledger_entry"))
                    .isEqualTo(MESSAGES);

            long drainedMillis = comeBackAndDrain(postgres, landOffice);
            long afterwards = JavaHeap.liveMegabytes(hub.pid());
            Print.figures(
                    "heap with " + MESSAGES + " messages for a dead destination, -Xmx384m",
                    List.of(
                            "live after %d             %d MB".formatted(FIRST_LOOK, before),
                            "live after %d             %d MB".formatted(MESSAGES, after),
                            "live after all arrived      %d MB".formatted(afterwards),
                            "accepted in                 %d ms".formatted(sentMillis),
                            "arrived after its return in %d ms".formatted(drainedMillis)));
            assertThat(after - before).as("growth in MB").isLessThan(MOST_GROWTH_MEGABYTES);
            assertThat(after).as("live MB").isLessThan(MOST_LIVE_MEGABYTES);
            assertThat(landOffice.intake().disorder()).isEmpty();
            assertThat(Files.readString(folder.resolve("hub").resolve("hub.log")))
                    .doesNotContain("OutOfMemoryError");
        }
    }

    private HubProcess hub(PostgresProcess postgres, RestDepartment landOffice) {
        return new HubProcess(
                "hub",
                folder,
                List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError"),
                List.of(
                        "--spring.datasource.url=" + postgres.url("hub"),
                        "--spring.datasource.username=" + PostgresProcess.APPLICATION,
                        "--spring.datasource.password=application",
                        "--spring.flyway.user=" + PostgresProcess.OWNER,
                        "--spring.flyway.password=owner",
                        "--hub.broker.port=" + FreePorts.next(),
                        "--hub.identity.keys-dir=" + keys.folder(),
                        "--server.address=127.0.0.1",
                        "--hub.delivery.longest-wait=2s",
                        "--hub.routing.without-roles=nationalPortal,landRegistry",
                        "--hub.destinations.land-office.endpoint=" + landOffice.endpoint()));
    }

    private void awaitUp(HubProcess hub) {
        Awaitility.await("the hub is up")
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> !hub.isAlive() || Probe.isOk(http, hub.adminUri("/actuator/health/readiness")));
        assertThat(hub.isAlive()).as(hub::describe).isTrue();
    }

    private void send(HubProcess hub, int from, int to) throws Exception {
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            List<Future<?>> sent = new ArrayList<>();
            for (int at = from; at < to; at += BATCH) {
                int first = at;
                int last = Math.min(at + BATCH, to);
                sent.add(senders.submit(() -> {
                    sendBatch(hub, first, last);
                    return null;
                }));
            }
            for (Future<?> one : sent) {
                one.get();
            }
        }
    }

    private void sendBatch(HubProcess hub, int from, int to) throws IOException, InterruptedException {
        Instant now = Instant.now();
        String batch = IntStream.range(from, to)
                .mapToObj(i ->
                        new Outgoing("H26.01", "hp-" + i, "H26.01-261123-%07d".formatted(i), 0, Trade.LAND, now).json())
                .collect(Collectors.joining(",", "[", "]"));
        HttpRequest request = HttpRequest.newBuilder(hub.uri("/api/v1/messages"))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/cloudevents-batch+json")
                .POST(HttpRequest.BodyPublishers.ofString(batch))
                .build();
        // as every sender does: asked to come again, it comes again with the same ids
        Awaitility.await("a batch has its receipts")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> receipts(request) == to - from);
    }

    private int receipts(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isIn(MULTI_STATUS, UNAVAILABLE);
        return RestChannel.JSON
                .readTree(response.body())
                .findValues("exchangeId")
                .size();
    }

    private static long comeBackAndDrain(PostgresProcess postgres, RestDepartment landOffice) {
        long began = System.nanoTime();
        landOffice.comeBack();
        Awaitility.await("all have arrived")
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> landOffice.intake().size() == MESSAGES && Verdict.moving(postgres) == 0);
        return (System.nanoTime() - began) / 1_000_000;
    }
}
