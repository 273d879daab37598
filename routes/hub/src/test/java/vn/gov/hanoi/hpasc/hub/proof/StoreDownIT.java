package vn.gov.hanoi.hpasc.hub.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.gov.hanoi.hpasc.connectors.testkit.process.FreePorts;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.hub.broker.BrokerSettings;
import vn.gov.hanoi.hpasc.hub.broker.BrokerUsers;
import vn.gov.hanoi.hpasc.hub.broker.HubBroker;

/** G9, G10: without PostgreSQL senders are told so at once, and all goes on by itself when it is back. */
@ExtendWith(OnTheBench.class)
class StoreDownIT {

    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    private static final String LAND = Department.LAND.destination();

    private final Bench bench;
    private final AgencyClient core;

    StoreDownIT(Bench bench) {
        this.bench = bench;
        this.core = bench.agency(Dossier.CORE);
    }

    @AfterEach
    void bringItBack() throws IOException, SQLException {
        bench.postgres().start();
        core.send(Dossier.of(Department.LAND).submitted());
    }

    @Test
    void tellsSendersToComeBackAndTakesTheirMessagesThen() throws IOException, SQLException {
        goesAwayAndComesBack(() -> bench.postgres().kill());
    }

    @Test
    void doesTheSameWhenItIsStoppedInOrder() throws IOException, SQLException {
        goesAwayAndComesBack(() -> bench.postgres().stop());
    }

    /** How PostgreSQL ends. */
    private interface End {
        void come() throws IOException;
    }

    private void goesAwayAndComesBack(End end) throws IOException, SQLException {
        Dossier before = Dossier.of(Department.LAND);
        core.send(before.submitted());
        core.send(Wire.CORE, Dossier.of(Department.LAND).submitted());
        end.come();

        Map<Wire, DossierMessage> sent = new LinkedHashMap<>();
        List<Duration> waits = new ArrayList<>();
        for (Wire wire : List.of(Wire.REST, Wire.SOAP_11, Wire.REST, Wire.SOAP_12, Wire.REST)) {
            DossierMessage message = Dossier.of(Department.LAND).submitted();
            long asked = System.nanoTime();
            Answer answer = core.once(wire, message);
            waits.add(Duration.ofNanos(System.nanoTime() - asked));
            sent.put(wire, message);
            assertThat(answer.code()).as(wire.toString()).isIn("HUB-501", "HUB-503");
            assertThat(answer.status()).isEqualTo(wire == Wire.REST ? 503 : 500);
            if (wire == Wire.REST) {
                assertThat(answer.retryAfter()).matches("[1-9]\\d*");
            }
        }
        waits.sort(Duration::compareTo);
        assertThat(waits.get(waits.size() / 2)).as("usual wait of " + waits).isLessThanOrEqualTo(AT_ONCE);
        DossierMessage queued = Dossier.of(Department.LAND).submitted();
        CompletableFuture<Answer> receipt = core.post(Wire.AMQP, queued);
        assertThat(receipt).isNotDone();

        bench.postgres().start();

        sent.forEach((wire, message) ->
                assertThat(core.send(wire, message).receipted()).isTrue());
        assertThat(receipt).succeedsWithin(Bench.PATIENCE).matches(Answer::receipted);
        Bench.eventually(() -> assertThat(bench.database().unfinishedOf(LAND)).isZero());
    }

    @Test
    void startsWithoutDatabaseAndBrokerAndWaitsForBoth() throws Exception {
        HubUnderTest.delete(Bench.folder("late-brokers"));
        HubUnderTest.delete(Bench.folder("late-broker"));
        String url = bench.postgres().fresh("late");
        bench.postgres().stop();
        int port = FreePorts.next();
        Map<String, Object> settings = new HashMap<>(bench.city().settings());
        settings.putAll(bench.datasource(url));
        settings.put("hub.broker.users-dir", Bench.folder("late-brokers"));
        settings.put("spring.artemis.mode", "native");
        settings.put("spring.artemis.broker-url", "tcp://127.0.0.1:" + port);
        BrokerUsers users = new BrokerUsers(Bench.folder("late-brokers"));
        for (String agency : List.of(Dossier.CORE, Department.LAND.agency())) {
            users.ensure(agency);
        }
        BrokerSettings broker = BrokerSettings.under(Bench.folder("late-broker"), "127.0.0.1", port);

        try (HubUnderTest hub = HubUnderTest.start(Bench.folder("late"), bench.clock(), settings);
                HubBroker late = new HubBroker(broker, users)) {
            Dossier dossier = Dossier.of(Department.LAND);
            DossierMessage message = dossier.submitted();
            Answer answer = hub.agency(Dossier.CORE).once(Wire.REST, message);
            assertThat(answer.status()).isEqualTo(503);

            bench.postgres().start();
            hub.agency(Dossier.CORE).send(message);
            assertThat(bench.city().sequencesAt(LAND, dossier))
                    .as("without a broker")
                    .isEmpty();

            late.start();
            Bench.eventually(
                    () -> assertThat(bench.city().sequencesAt(LAND, dossier)).containsExactly(1L));
            try (QueueWire queues = new QueueWire(Dossier.CORE, port, users.ensure(Dossier.CORE))) {
                CompletableFuture<Answer> receipt = queues.send(Wire.CORE, dossier.supplemented());
                assertThat(receipt).succeedsWithin(Bench.PATIENCE).matches(Answer::receipted);
            }
            Bench.eventually(
                    () -> assertThat(bench.city().sequencesAt(LAND, dossier)).containsExactly(1L, 2L));
        }
    }
}
