package vn.gov.hanoi.hpasc.benchmark.run;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.gov.hanoi.hpasc.benchmark.load.AnswerCheck;
import vn.gov.hanoi.hpasc.connectors.testkit.process.AgencyKeys;
import vn.gov.hanoi.hpasc.connectors.testkit.process.CpuTime;
import vn.gov.hanoi.hpasc.connectors.testkit.process.FreePorts;
import vn.gov.hanoi.hpasc.connectors.testkit.process.OwnProcess;

/** The packaged hub as a process, as it starts by itself: its own PostgreSQL and its own Artemis, both durable. */
final class HubPeer implements Peer {

    /** Of the merchant land-vnpay in the shipped payments.yaml. */
    static final String VNPAY_SECRET = "BENCHMARKBENCHMARKBENCHMARKBENCH";

    private static final String SENDER = "H26.01";
    private static final String DEPARTMENT = "H26.13";
    private static final List<String> AGENCIES =
            List.of("H26.01", "H26.13", "H26.19", "H26.20", "H26.04", "H26.103", "G12.10", "hub");
    private static final int OK = 200;

    private final Path data;
    private final OwnProcess process;
    private final URI target;
    private final String token;
    private final String department;

    HubPeer(Path folder, URI sink, Settings settings, Clock clock) throws IOException {
        data = folder.resolve("data");
        AgencyKeys keys = new AgencyKeys(folder.resolve("keys")).makeFor(AGENCIES);
        token = keys.token(SENDER, clock.instant());
        department = keys.token(DEPARTMENT, clock.instant());
        Files.createDirectories(keys.folder().resolve("payments"));
        Files.writeString(keys.folder().resolve("payments").resolve("land-vnpay.secret"), VNPAY_SECRET);
        int port = FreePorts.next();
        int adminPort = FreePorts.next();
        List<String> arguments = new ArrayList<>(settings.jvm());
        if (settings.jfr()) {
            arguments.add(
                    "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + folder.resolve("hub.jfr"));
        }
        arguments.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                settings.hubJar().toString(),
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--hub.admin.port=" + adminPort,
                "--hub.broker.port=" + FreePorts.next(),
                "--hub.data-dir=" + data,
                "--hub.identity.keys-dir=" + keys.folder(),
                // As many at once as the baseline has consumers.
                "--hub.destinations.land-office.concurrency=32",
                "--hub.destinations.land-office.endpoint=" + sink,
                // One message in, one out, as the baseline; the portal is another measurement.
                "--hub.routing.without-roles=nationalPortal,landRegistry",
                "--hub.portal.sync.look=1h"));
        arguments.addAll(settings.hubArguments());
        target = URI.create("http://127.0.0.1:" + port + "/api/v1/messages");
        process = OwnProcess.startJava(arguments, Map.of(), folder.resolve("hub.log"));
        Ready.awaitStatus(URI.create("http://127.0.0.1:" + adminPort + "/actuator/health/readiness"), OK, process);
    }

    @Override
    public String name() {
        return "hub";
    }

    @Override
    public URI target() {
        return target;
    }

    @Override
    public String token() {
        return token;
    }

    /** The bearer token of the department that decides. */
    String department() {
        return department;
    }

    @Override
    public AnswerCheck check() {
        return AnswerCheck.HUB;
    }

    @Override
    public Map<String, Duration> cpu() {
        return Map.of("hub", CpuTime.of(process.pid()), "postgres", postgres());
    }

    private Duration postgres() {
        try {
            Path pid = data.resolve("postgres").resolve("data").resolve("postmaster.pid");
            return CpuTime.ofTree(
                    Long.parseLong(Files.readAllLines(pid).getFirst().strip()));
        } catch (IOException notThere) {
            return Duration.ZERO;
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
