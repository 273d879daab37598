package vn.gov.hanoi.hpasc.hub.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.broker.BrokerUsers;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.KeyFolder;
import vn.gov.hanoi.hpasc.hub.identity.TokenIssuer;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Merchants;
import vn.gov.hanoi.hpasc.hub.sandbox.Stories.Told;

/** The sandbox from when the hub is up until it stops. */
final class Sandbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);
    private static final AgencyCode HPASC = new AgencyCode("H26.01");

    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private final SandboxProperties properties;
    private final Agencies agencies;
    private final Clock clock;
    private final Addresses addresses;
    private final AgencyLines lines;
    private final Simulators simulators;
    private final GatewaySimulators gateways;
    private final LandNeighbours neighbours;
    private final Path taxKey;
    private final Narrator narrator;
    private volatile boolean closed;

    /**
     * Where things are.
     *
     * @param folder the data folder
     * @param hub the public port
     * @param operators the operators' port
     * @param broker for AMQP
     */
    record Addresses(Path folder, URI hub, URI operators, URI broker) {}

    Sandbox(
            SandboxProperties properties,
            Agencies agencies,
            Credentials credentials,
            Addresses addresses,
            Merchants merchants,
            Clock clock) {
        this.properties = properties;
        this.agencies = agencies;
        this.clock = clock;
        this.addresses = addresses;
        Tokens tokens = new Tokens(
                agencies,
                credentials.keys(),
                credentials.issuer(),
                addresses.folder().resolve("tokens"));
        this.lines = new AgencyLines(
                addresses.hub(),
                addresses.broker(),
                credentials.users(),
                tokens::of,
                credentials.keys().folder().resolve("portal-callback.key"));
        this.simulators = new Simulators(properties, addresses, credentials.users(), tokens::of);
        this.gateways = new GatewaySimulators(properties, merchants);
        this.neighbours = new LandNeighbours(properties);
        this.taxKey = credentials.keys().folder().resolve("tax-callback.key");
        this.narrator = new Narrator(lines, new Cashier(lines, gateways), agencies, clock);
    }

    /** What agencies prove who they are with. */
    record Credentials(KeyFolder keys, TokenIssuer issuer, BrokerUsers users) {}

    /** Returns when the sandbox stands; the demonstration goes on by itself. */
    void start(Duration startedIn) throws IOException {
        CommandScript.write(addresses.folder(), addresses.broker().getPort());
        gateways.start();
        neighbours.start(addresses.hub(), taxKey);
        simulators.start(agencies, (agency, dossier, type) -> narrator.received(agency.code(), dossier, type));
        out.printf(
                """

                  HPASC Integration Hub · sandbox (thử nghiệm) · up in %d s
                    agencies    %s   REST, SOAP
                    operators   %s   health, metrics, admin
                    broker      %s   AMQP 1.0, CORE
                    files       %s
                """,
                startedIn.toSeconds(), addresses.hub(), addresses.operators(), addresses.broker(), addresses.folder());
        if (properties.demonstration()) {
            Thread.ofVirtual().name("demonstration").start(this::demonstrate);
        }
    }

    private void demonstrate() {
        try {
            List<Told> stories = Stories.tell(clock.instant());
            out.printf("%n  Đang gửi %d hồ sơ mẫu / sending %d sample dossiers ...%n", stories.size(), stories.size());
            narrator.begin(stories);
            boolean ended = narrator.ended(properties.patience());
            show(stories.getFirst().dossier(), ended);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            if (!closed) {
                LOG.atError().setCause(e).log("sandbox.demonstration-failed");
            }
        }
    }

    private void show(String dossier, boolean ended) throws IOException, InterruptedException {
        if (!ended) {
            out.printf(
                    "%n  Not all stories came to their end within %s; see %s%n",
                    properties.patience(), addresses.folder().resolve("hub.log"));
        }
        HttpResponse<String> timeline = settled(dossier);
        out.println();
        out.println(
                timeline.statusCode() == 200
                        ? new TimelineText(agencies).of(new ObjectMapper().readTree(timeline.body()))
                        : "  The timeline of " + dossier + " is not to be had: " + timeline.statusCode() + " "
                                + timeline.body());
        out.println(NextSteps.after(dossier, addresses, properties.simulators()));
    }

    /** The last message is on its way when its sender has the receipt: gives its deliveries a moment. */
    private HttpResponse<String> settled(String dossier) throws IOException, InterruptedException {
        String path = "/api/v1/dossiers/" + dossier + "/timeline";
        HttpResponse<String> timeline = lines.get(HPASC, path);
        for (int look = 0; look < 20 && !timeline.body().isEmpty() && unfinished(timeline.body()); look++) {
            Thread.sleep(100);
            timeline = lines.get(HPASC, path);
        }
        return timeline;
    }

    private static boolean unfinished(String timeline) throws IOException {
        return new ObjectMapper()
                .readTree(timeline).findValuesAsText("state").stream()
                        .anyMatch(List.of("waiting", "ready", "in-flight", "moving")::contains);
    }

    @Override
    public void close() {
        closed = true;
        narrator.close();
        simulators.close();
        gateways.close();
        neighbours.close();
        lines.close();
    }
}
