package vn.gov.hanoi.hpasc.hub.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import vn.gov.hanoi.hpasc.connectors.testkit.process.AgencyKeys;
import vn.gov.hanoi.hpasc.connectors.testkit.process.FreePorts;
import vn.gov.hanoi.hpasc.connectors.testkit.process.OwnProcess;

/** One packaged hub with everything inside: its PostgreSQL stands still for a while, then it is told to stop under load. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals")
class LeavingHubIT {

    private static final String AGENCY = "H26.01";
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;
    private static final int MULTI_STATUS = 207;
    private static final int UNAVAILABLE = 503;
    private static final int TERMINATED = 143;
    private static final int ENOUGH = 30;
    private static final long LONGEST_SECONDS = 90;

    /** With a space, and letters with combining marks where this JVM can name files so. */
    private static final String NAME = Normalizer.normalize("Hà Nội", Normalizer.Form.NFD);

    private static final String FOLDER = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"))
                    .newEncoder()
                    .canEncode(NAME)
            ? NAME
            : "Ha Noi";

    private final Path folder =
            Path.of("target", "leaving", "run-" + System.currentTimeMillis()).toAbsolutePath();
    private final AgencyKeys keys = new AgencyKeys(folder.resolve("keys"))
            .makeFor(List.of("H26.01", "H26.13", "H26.19", "H26.20", "H26.04", "H26.103", "G12.10", "hub"));
    private final String token = keys.token(AGENCY, Instant.now());
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Queue<String> receipts = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> closing = new ConcurrentLinkedQueue<>();

    @Test
    void saysWhatStandsStillAndLeavesNoRequestWithoutAnAnswer() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
                HubProcess hub = new HubProcess(
                        FOLDER,
                        folder,
                        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                        List.of(
                                "--hub.broker.port=" + FreePorts.next(),
                                "--hub.identity.keys-dir=" + keys.folder(),
                                "--server.address=127.0.0.1",
                                // what goes there is under way, or waits for its turn, when the hub stops
                                "--hub.destinations.land-office.endpoint=http://127.0.0.1:" + silent.getLocalPort()
                                        + "/",
                                "--hub.destinations.land-office.read-timeout=60s",
                                "--camel.main.shutdown-timeout=3",
                                "--hub.routing.without-roles=nationalPortal,landRegistry"))) {
            awaitUp(hub);

            healthAnswersWhilePostgresStandsStill(hub);
            aSecondHubIsToldWhoHasTheFolder(hub);
            everyRequestIsAnsweredWhenTheHubIsToldToStop(hub);

            assertThat(hub.data().resolve("postgres/data/postmaster.pid"))
                    .as("PostgreSQL stopped too")
                    .doesNotExist();
            assertThat(Files.readString(hub.log())).containsPattern("delivery.given-back deliveries=\"[1-9]");
            hub.restart();
            awaitUp(hub);
            everyReceiptIsKept(hub);
        }
    }

    // ── PostgreSQL stands still ─────────────────────────────────────────────────────────────────────────────────────

    private void healthAnswersWhilePostgresStandsStill(HubProcess hub) throws Exception {
        List<Long> postgres = postgres(hub);
        signal("STOP", postgres);
        try {
            Awaitility.await("readiness is down")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> status(hub, "/actuator/health/readiness") == UNAVAILABLE);
            String health = body(hub, "/actuator/health");
            assertThat(RestChannel.JSON
                            .readTree(health)
                            .at("/components/store/status")
                            .asText())
                    .as(health)
                    .isEqualTo("DOWN");
            assertThat(health).contains("\"action\"");
            assertThat(status(hub, "/actuator/health/liveness"))
                    .as("a restart would not help")
                    .isEqualTo(OK);
            assertThat(body(hub, "/actuator/prometheus"))
                    .contains("hub_health_component{component=\"store\"} 0.0")
                    .contains("hub_health_component{component=\"broker\"} 1.0");
        } finally {
            signal("CONT", postgres);
        }
        awaitUp(hub);
    }

    private static List<Long> postgres(HubProcess hub) throws IOException {
        long postmaster = Long.parseLong(Files.readAllLines(hub.data().resolve("postgres/data/postmaster.pid"))
                .getFirst()
                .strip());
        return Stream.concat(
                        Stream.of(postmaster),
                        ProcessHandle.of(postmaster).orElseThrow().descendants().map(ProcessHandle::pid))
                .toList();
    }

    private void signal(String signal, List<Long> processes) {
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
        processes.forEach(process -> command.add(process.toString()));
        // a server process that is just ending may be gone
        try (OwnProcess kill = OwnProcess.start(command, Map.of(), folder.resolve("kill.log"))) {
            assertThat(kill.awaitExit(LONGEST_SECONDS)).isIn(0, 1);
        }
    }

    // ── A second hub ────────────────────────────────────────────────────────────────────────────────────────────────

    private void aSecondHubIsToldWhoHasTheFolder(HubProcess hub) throws IOException {
        Path log = folder.resolve("second.log");
        try (OwnProcess second = OwnProcess.startJava(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        PackagedHub.jar().toString(),
                        "--hub.data-dir=" + hub.data(),
                        "--hub.identity.keys-dir=" + keys.folder(),
                        "--server.port=" + hub.port()),
                Map.of(),
                log)) {
            assertThat(second.awaitExit(LONGEST_SECONDS)).isEqualTo(1);
        }
        assertThat(Files.readAllLines(log))
                .singleElement()
                .isEqualTo("The hub cannot start: hub.data-dir: another hub (process " + hub.pid()
                        + ") is using the folder " + hub.data() + "; stop it, or name another folder");
        assertThat(status(hub, "/actuator/health/readiness")).isEqualTo(OK);
    }

    // ── SIGTERM under load ──────────────────────────────────────────────────────────────────────────────────────────

    private void everyRequestIsAnsweredWhenTheHubIsToldToStop(HubProcess hub) throws Exception {
        try (ExecutorService callers = Executors.newCachedThreadPool();
                KeepAliveClient uploading = new KeepAliveClient(hub.port())) {
            Socket upload = uploading.connected();
            byte[] scan = "a scan, ".repeat(4_000).getBytes(StandardCharsets.US_ASCII);
            upload.getOutputStream()
                    .write(KeepAliveClient.head("POST", "/api/v1/attachments", token, "application/pdf", scan.length));
            upload.getOutputStream().write(scan, 0, scan.length / 2);

            List<Future<?>> load = List.of(
                    callers.submit(() -> call(hub, this::single)),
                    callers.submit(() -> call(hub, this::single)),
                    callers.submit(() -> call(hub, this::batch)),
                    callers.submit(() -> call(hub, this::soap)),
                    callers.submit(() -> call(hub, this::lookUp)));
            Awaitility.await("load").atMost(Duration.ofSeconds(60)).until(() -> receipts.size() > ENOUGH);

            hub.terminate();
            Awaitility.await("readiness goes down first")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> status(hub, "/actuator/health/readiness") == UNAVAILABLE);
            upload.getOutputStream().write(scan, scan.length / 2, scan.length - scan.length / 2);
            KeepAliveClient.Reply kept = uploading.reply(upload);
            assertThat(kept.status()).as(kept.body()).isEqualTo(CREATED);
            assertThat(kept.closes()).isTrue();

            for (Future<?> caller : load) {
                // a request without an answer fails here
                caller.get(LONGEST_SECONDS, TimeUnit.SECONDS);
            }
            assertThat(hub.awaitExit(LONGEST_SECONDS)).isEqualTo(TERMINATED);
        }
        assertThat(closing).as("answers that end their connection").contains(ACCEPTED, MULTI_STATUS, OK);
    }

    private interface Call {
        KeepAliveClient.Reply by(KeepAliveClient client) throws IOException;
    }

    /** Calls until it is told to come again later, or nobody listens any more. */
    private Void call(HubProcess hub, Call call) throws Exception {
        try (KeepAliveClient client = new KeepAliveClient(hub.port())) {
            while (true) {
                try {
                    client.connected();
                } catch (IOException nobodyListens) {
                    return null;
                }
                KeepAliveClient.Reply reply = call.by(client);
                if (reply.closes()) {
                    closing.add(reply.status());
                }
                if (reply.status() == UNAVAILABLE && reply.closes()) {
                    return null;
                }
                assertThat(reply.status()).as(reply.body()).isIn(OK, ACCEPTED, MULTI_STATUS);
                RestChannel.JSON
                        .readTree(reply.body().startsWith("<") ? "{}" : reply.body())
                        .findValuesAsText("exchangeId")
                        .forEach(receipts::add);
            }
        }
    }

    private Outgoing next() {
        int number = numbers.incrementAndGet();
        return new Outgoing(
                AGENCY, "leave-" + number, "H26.01-261128-%07d".formatted(number), 0, Trade.LAND, Instant.now());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private KeepAliveClient.Reply single(KeepAliveClient client) throws IOException {
        return client.send("POST", "/api/v1/messages", token, "application/cloudevents+json", bytes(next().json()));
    }

    private KeepAliveClient.Reply batch(KeepAliveClient client) throws IOException {
        String items = Stream.generate(() -> next().json())
                .limit(5)
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
        return client.send(
                "POST", "/api/v1/messages", token, "application/cloudevents-batch+json", bytes("[" + items + "]"));
    }

    private KeepAliveClient.Reply soap(KeepAliveClient client) throws IOException {
        return client.send(
                "POST", "/services/dossier-exchange", token, "text/xml; charset=utf-8", bytes(next().soap()));
    }

    private KeepAliveClient.Reply lookUp(KeepAliveClient client) throws IOException {
        String known = receipts.peek();
        return known == null
                ? single(client)
                : client.send("GET", "/api/v1/messages/" + known, token, "application/json", new byte[0]);
    }

    // ── After the restart ───────────────────────────────────────────────────────────────────────────────────────────

    private void everyReceiptIsKept(HubProcess hub) throws Exception {
        assertThat(receipts).hasSizeGreaterThan(ENOUGH);
        try (KeepAliveClient client = new KeepAliveClient(hub.port())) {
            for (String receipt : receipts) {
                assertThat(client.send("GET", "/api/v1/messages/" + receipt, token, "application/json", new byte[0])
                                .status())
                        .as("the message of receipt " + receipt)
                        .isEqualTo(OK);
            }
        }
    }

    private void awaitUp(HubProcess hub) {
        Awaitility.await("the hub is up")
                .atMost(Duration.ofSeconds(LONGEST_SECONDS))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> !hub.isAlive() || Probe.isOk(http, hub.adminUri("/actuator/health/readiness")));
        assertThat(hub.isAlive()).as(hub::describe).isTrue();
    }

    private int status(HubProcess hub, String path) throws IOException {
        return get(hub.adminUri(path)).statusCode();
    }

    private String body(HubProcess hub, String path) throws IOException {
        return get(hub.adminUri(path)).body();
    }

    private HttpResponse<String> get(URI address) throws IOException {
        try {
            return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
