package vn.gov.hanoi.hpasc.hub.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.simulators.peer.Received;

/** G3, G4: whatever is sent by how many over whatever wire, every destination sees every dossier in order, once by key. */
@Tag("long")
@ExtendWith(OnTheBench.class)
class OrderUnderLoadIT {

    private static final int DOSSIERS = 1_000;
    private static final int SENDERS = 16;
    private static final List<Wire> WIRES = List.of(Wire.REST, Wire.SOAP_11, Wire.CORE, Wire.REST, Wire.AMQP);

    private final Bench bench;
    private final City city;

    OrderUnderLoadIT(Bench bench) {
        this.bench = bench;
        this.city = bench.city();
    }

    /** What the hub promised for one dossier: by destination, the keys in the order of acceptance. */
    private record Sent(Dossier dossier, Map<String, List<UUID>> promised) {

        void add(Answer receipt) {
            receipt.deliveries().forEach((destination, sequence) -> {
                List<UUID> line = promised.computeIfAbsent(destination, name -> new ArrayList<>());
                line.add(receipt.exchange());
                assertThat(sequence).isEqualTo(line.size());
            });
        }
    }

    @Test
    void keepsTheOrderOfEveryDossierAtEveryDestination() throws InterruptedException, ExecutionException {
        long started = System.nanoTime();
        List<Sent> sent = sendAll();
        Duration sending = Duration.ofNanos(System.nanoTime() - started);

        Bench.eventually(() -> assertThat(bench.database().count("""
                        select count(*) from delivery d join message m using (exchange_id)
                        where d.state <> 'delivered' and m.message_id like 'load-%'""")).isZero());
        Duration delivering = Duration.ofNanos(System.nanoTime() - started);

        Map<String, Map<String, List<Received>>> received = received();
        long deliveries = 0;
        for (Sent one : sent) {
            for (Map.Entry<String, List<UUID>> line : one.promised().entrySet()) {
                List<Received> got =
                        received.get(line.getKey()).getOrDefault(one.dossier().code(), List.of());
                assertThat(got)
                        .as(line.getKey() + " of " + one.dossier().code())
                        .extracting(message -> UUID.fromString(message.key()))
                        .containsExactlyElementsOf(line.getValue());
                assertThat(got).extracting(Received::sequence).isSorted();
                deliveries += got.size();
            }
        }
        assertThat(deliveries).isEqualTo(7L * DOSSIERS);
        System.out.printf(
                "order under load: %d dossiers, %d messages accepted in %.1f s (%d/s), %d deliveries done after %.1f s (%d/s)%n",
                DOSSIERS,
                5 * DOSSIERS,
                sending.toMillis() / 1000.0,
                5_000L * DOSSIERS / sending.toMillis(),
                deliveries,
                delivering.toMillis() / 1000.0,
                1_000 * deliveries / delivering.toMillis());
    }

    private List<Sent> sendAll() throws InterruptedException, ExecutionException {
        List<Future<Sent>> sending = new ArrayList<>();
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            for (int i = 0; i < DOSSIERS; i++) {
                int n = i;
                sending.add(senders.submit(() -> send(n)));
            }
        }
        List<Sent> sent = new ArrayList<>();
        for (Future<Sent> one : sending) {
            sent.add(one.get());
        }
        return sent;
    }

    /** The ward takes it in, the department works on it: so the core sees all five messages, the department two. */
    private Sent send(int n) {
        Department department = Department.values()[n % Department.values().length];
        Dossier dossier = Dossier.of(department);
        Sent sent = new Sent(dossier, new HashMap<>());
        List<DossierMessage> story = List.of(
                dossier.submittedBy(Dossier.WARD),
                dossier.progressed(DossierStatus.ACCEPTED),
                dossier.supplementRequested(),
                dossier.supplementedBy(Dossier.WARD),
                dossier.resolved());
        for (int step = 0; step < story.size(); step++) {
            DossierMessage message = named(story.get(step), "load-" + n + "-" + step);
            Wire wire = WIRES.get((n / Department.values().length + step) % WIRES.size());
            Answer answer = bench.agency(message.source().agency().value()).send(wire, message);
            assertThat(answer.receipted()).as(wire + ": " + answer).isTrue();
            sent.add(answer);
        }
        return sent;
    }

    private static DossierMessage named(DossierMessage message, String id) {
        return new DossierMessage(
                message.source(), id, message.type(), message.subject(), message.time(), null, message.data());
    }

    /** By destination and dossier, what took effect, in the order it did. */
    private Map<String, Map<String, List<Received>>> received() {
        Map<String, Map<String, List<Received>>> all = new HashMap<>();
        List<String> destinations = new ArrayList<>(List.of(City.CORE));
        for (Department department : Department.values()) {
            destinations.add(department.destination());
        }
        for (String destination : destinations) {
            Map<String, List<Received>> byDossier = new HashMap<>();
            for (Received message : city.at(destination).intake().all()) {
                byDossier
                        .computeIfAbsent(message.dossier(), code -> new ArrayList<>())
                        .add(message);
            }
            all.put(destination, byDossier);
        }
        return all;
    }
}
