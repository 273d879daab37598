package vn.gov.hanoi.hpasc.hub.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.connectors.testkit.DossierBuilder;
import vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder;
import vn.gov.hanoi.hpasc.dossier.ChargeKind;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.ObligationRaised;
import vn.gov.hanoi.hpasc.dossier.Vnd;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.simulators.payment.GatewayOrder;

/**
 * Orders at all gateways in bad weather, the hub killed meanwhile: in the end every order says what its gateway knows, or is
 * a case. 60 orders and one kill in {@code mvn verify}; 10,000 and three with {@code -Dpayments.form=long}, as many as
 * {@code -Dpayments.orders} says. The seed of all chance is printed and can be given back with {@code -Dcrash.seed}.
 */
@Tag("long")
class PaymentProofIT {

    private static final List<String> JVM = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final boolean LONG = "long".equals(System.getProperty("payments.form", "short"));
    private static final int ORDERS = Integer.getInteger("payments.orders", LONG ? 10_000 : 60);
    private static final int PER_DOSSIER = 20;
    private static final int KILLS = LONG ? 3 : 1;
    private static final Duration PATIENCE = Duration.ofMinutes(LONG ? 15 : 3);
    private static final MessageCodec CODEC = new MessageCodec();

    @Test
    void everyOrderSaysWhatItsGatewayKnowsOrIsACase() throws Exception {
        long seed = Long.getLong("crash.seed", new Random().nextLong());
        Path folder = Path.of("target", "payment-crash", "run-" + System.currentTimeMillis())
                .toAbsolutePath();
        try (City city = new City(folder);
                GatewayTown town =
                        new GatewayTown(folder.resolve("contracts"), city.keys().folder())) {
            List<String> settings = new ArrayList<>(town.settings());
            settings.addAll(List.of(
                    "--hub.payments.tick=200ms",
                    "--hub.payments.polling.usual.after=1s,2s,4s,8s",
                    "--hub.payments.polling.usual.every=2s",
                    "--hub.payments.polling.usual.per-second=200"));
            HubProcess hub = city.startHub("hub", JVM, settings);
            town.callBack(hub.uri("/"), seed);
            List<Payers.Owed> owed = raise(city, hub);
            long began = System.nanoTime();
            try (Payers payers = new Payers(hub, town, city.token("H26.01"), seed)) {
                payers.pay(owed);
                for (int kill = 1; kill <= KILLS; kill++) {
                    int reached = kill * ORDERS / (KILLS + 1);
                    Awaitility.await(reached + " orders are through")
                            .atMost(PATIENCE)
                            .pollInterval(Duration.ofMillis(10))
                            .until(() -> payers.done() >= reached);
                    hub.kill();
                    hub.restart();
                    city.awaitUp(hub);
                }
                Awaitility.await("all orders are paid, wrongly paid, or given up")
                        .atMost(PATIENCE)
                        .until(() -> payers.done() == ORDERS);
                Duration opened = Duration.ofNanos(System.nanoTime() - began);
                awaitDecided(city, town, payers);
                judge(city, town, payers, seed, List.of(opened, Duration.ofNanos(System.nanoTime() - began)));
            }
        }
    }

    /** Each dossier owes twenty times. */
    private static List<Payers.Owed> raise(City city, HubProcess hub) throws Exception {
        Instant time = Instant.now();
        List<Payers.Owed> owed = new ArrayList<>();
        List<DossierMessage> submitted = new ArrayList<>();
        List<DossierMessage> raised = new ArrayList<>();
        for (int d = 0; d < ORDERS / PER_DOSSIER; d++) {
            DossierBuilder dossier = DossierBuilder.aDossier();
            String code = dossier.newCode();
            submitted.add(
                    MessageBuilder.aSubmission(dossier).about(code).at(time).build());
            raised.add(MessageBuilder.aMessage()
                    .about(code)
                    .from("H26.13")
                    .at(time)
                    .progressed(DossierStatus.ACCEPTED)
                    .build());
            for (int o = 0; o < PER_DOSSIER; o++) {
                long amount = 10_000L + 1_000L * o;
                raised.add(MessageBuilder.aMessage()
                        .about(code)
                        .from("H26.13")
                        .at(time)
                        .with(
                                MessageType.OBLIGATION_RAISED,
                                new ObligationRaised(
                                        "KP-" + o, ChargeKind.FEE, "Phí", new Vnd(amount), null, null, null, null))
                        .build());
                owed.add(new Payers.Owed(code, "KP-" + o, amount));
            }
        }
        send(city, hub, "H26.01", submitted);
        send(city, hub, "H26.13", raised);
        return owed;
    }

    private static void send(City city, HubProcess hub, String agency, List<DossierMessage> messages) throws Exception {
        for (int from = 0; from < messages.size(); from += 200) {
            List<DossierMessage> batch = messages.subList(from, Math.min(messages.size(), from + 200));
            String body = batch.stream()
                    .map(message -> new String(CODEC.toJson(message, Map.of()), StandardCharsets.UTF_8))
                    .collect(java.util.stream.Collectors.joining(",", "[", "]"));
            city.sendBatch(hub, agency, body);
        }
    }

    /** Until every order is at an end that its gateway would agree with. */
    private static void awaitDecided(City city, GatewayTown town, Payers payers) {
        Awaitility.await("every order is decided, and told")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(LONG ? 2_000 : 200))
                .until(() -> wrong(city, town, payers).isEmpty()
                        && city.postgres.number("select count(*) from payment_effect where next_try_at is not null")
                                == 0);
    }

    /** How the hub's books differ from what the gateways know. */
    private static List<String> wrong(City city, GatewayTown town, Payers payers) throws SQLException {
        Map<UUID, String> states = new HashMap<>();
        Map<UUID, Long> moved = new HashMap<>();
        try (Connection connection = city.postgres.connect("hub");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select o.payment_id, o.state, coalesce((select sum(t.amount) from payment_transaction t
                               where t.payment_id = o.payment_id), 0),
                               exists (select 1 from payment_case c
                                       where c.payment_id = o.payment_id and c.state = 'open')
                        from payment_order o""")) {
            while (row.next()) {
                UUID id = row.getObject(1, UUID.class);
                states.put(id, row.getString(2) + (row.getBoolean(4) ? " case" : ""));
                moved.put(id, row.getLong(3));
            }
        }
        List<String> wrong = new ArrayList<>();
        payers.orders().forEach((id, paid) -> {
            GatewayOrder truth = town.at(paid.gateway()).orders().get(paid.wire());
            String state = states.getOrDefault(id, "forgotten");
            boolean right = switch (truth.money()) {
                case PAID ->
                    truth.paid() == paid.amount()
                            ? state.equals("PAID") || state.equals("PAID_LATE case")
                            : state.equals("MISMATCH case");
                case FAILED -> state.equals("FAILED");
                case EXPIRED -> state.equals("EXPIRED");
                case SUSPECT, OPEN -> false;
            };
            if (!right || moved.getOrDefault(id, -1L) != truth.paid()) {
                wrong.add(paid + " is " + state + ", moved " + moved.get(id) + "; truth " + truth.money() + " "
                        + truth.paid());
            }
        });
        return wrong;
    }

    private static void judge(City city, GatewayTown town, Payers payers, long seed, List<Duration> took)
            throws Exception {
        Map<String, Long> states = new TreeMap<>();
        try (Connection connection = city.postgres.connect("hub");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select state, count(*) from payment_order group by 1")) {
            while (row.next()) {
                states.put(row.getString(1), row.getLong(2));
            }
        }
        long truth = payers.orders().values().stream()
                .mapToLong(paid ->
                        town.at(paid.gateway()).orders().get(paid.wire()).paid())
                .sum();
        long booked = city.postgres.number("select coalesce(sum(amount), 0) from payment_transaction");
        long confirmed = city.postgres.number(
                "select count(*) from message where type = 'vn.gov.hanoi.hpasc.dossier.payment-confirmed.v1'");
        long paid = states.getOrDefault("PAID", 0L) + states.getOrDefault("PAID_LATE", 0L);
        Print.figures(
                "payment proof, seed " + seed,
                List.of(
                        "orders                     " + ORDERS + ", asked for " + payers.asked() + " times",
                        "hub killed                 " + KILLS + " times",
                        "all opened after           " + took.getFirst().toSeconds() + " s",
                        "all decided, told after    " + took.getLast().toSeconds() + " s",
                        "states                     " + states,
                        "by callback / by inquiry   "
                                + city.postgres.number(
                                        "select count(*) from payment_transaction where seen_by = 'callback'")
                                + " / "
                                + city.postgres.number(
                                        "select count(*) from payment_transaction where seen_by = 'inquiry'"),
                        "calls that arrived         " + city.postgres.number("select count(*) from payment_callback"),
                        "open cases                 "
                                + city.postgres.number("select count(*) from payment_case where state = 'open'"),
                        "money                      " + booked + " of " + truth + " VND",
                        "told as paid               " + confirmed + " of " + paid));
        assertThat(wrong(city, town, payers)).isEmpty();
        assertThat(payers.orders()).hasSize(ORDERS);
        assertThat(city.postgres.number("select count(*) from payment_transaction where seen_by = 'callback'"))
                .as("callbacks arrived")
                .isPositive();
        assertThat(city.postgres.number("select count(*) from payment_transaction where seen_by = 'inquiry'"))
                .as("callbacks were lost")
                .isPositive();
        assertThat(states).as("orders of which the wrong amount was paid").containsKey("MISMATCH");
        assertThat(states.values().stream().mapToLong(Long::longValue).sum())
                .as("with those that a gateway refused because a killed hub had sent them before")
                .isGreaterThanOrEqualTo(ORDERS);
        assertThat(booked).as("no money forgotten, none invented").isEqualTo(truth);
        assertThat(confirmed).as("every payment told once").isEqualTo(paid);
        assertThat(city.postgres.number("select count(*) from obligation_entry where kind = 'confirmed' and counted"))
                .isEqualTo(paid);
        assertThat(city.postgres.number("""
                select count(*) from (select payment_id from payment_event where legal and state_after in ('PAID', 'PAID_LATE')
                group by payment_id having count(*) > 1) twice""")).isZero();
    }
}
