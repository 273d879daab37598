package vn.gov.hanoi.hpasc.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.gov.hanoi.hpasc.connectors.testkit.DossierBuilder.aDossier;
import static vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder.aMessage;
import static vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder.aSubmission;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.hub.accept.AcceptResult;
import vn.gov.hanoi.hpasc.hub.accept.Receipt;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.commit.TimedWait;
import vn.gov.hanoi.hpasc.hub.commit.WaitReview;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.identity.City;
import vn.gov.hanoi.hpasc.hub.line.Dispatch;
import vn.gov.hanoi.hpasc.hub.line.Failures;
import vn.gov.hanoi.hpasc.hub.storage.SharedPostgres;

class SettlementsIT {

    private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private static String url;
    private static DeliveryNode node;

    @BeforeAll
    static void start() {
        url = SharedPostgres.migrated();
        node = new DeliveryNode(url, CLOCK);
    }

    @AfterEach
    void everythingIsAccountedFor() {
        node.assertBalanced();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    /** A land dossier; its line at the land office has the submission and {@code further} payments or the like. */
    private static String dossier(int further) {
        DossierMessage submission = aMessage().build();
        node.accept.receipt(submission);
        for (int i = 0; i < further; i++) {
            node.accept.receipt(supplemented(submission.subject()));
        }
        return submission.subject();
    }

    private static DossierMessage supplemented(String dossier) {
        return aMessage()
                .about(dossier)
                .with(
                        MessageType.SUPPLEMENTED,
                        new vn.gov.hanoi.hpasc.dossier.Supplemented(List.of(), null, null, null))
                .build();
    }

    @Test
    void releasesExactlyTheNextOfTheLine() {
        String dossier = dossier(3);
        String other = dossier(1);
        node.accept.outbox.drain();
        int taken = node.accept.outbox.taken("land-office");

        node.deliver(node.delivery(dossier, "land-office", 0));

        assertThat(node.states(dossier, "land-office"))
                .containsExactly("1.0 delivered", "2.0 in-flight", "3.0 waiting", "4.0 waiting");
        assertThat(node.states(other, "land-office")).containsExactly("1.0 in-flight", "2.0 waiting");
        assertThat(node.accept.outbox.drain())
                .containsExactly(new Dispatch("land-office", node.delivery(dossier, "land-office", 1), 1));
        assertThat(node.accept.outbox.taken("land-office")).isEqualTo(taken);
    }

    @Test
    void releasesNothingToADestinationThatRestsUntilItIsDue() throws SQLException {
        String dossier = dossier(1);
        int taken = node.accept.outbox.taken("land-office");
        node.accept.outbox.rest("land-office");
        try {
            node.deliver(node.delivery(dossier, "land-office", 0));
        } finally {
            node.accept.outbox.call("land-office");
        }

        assertThat(node.states(dossier, "land-office")).containsExactly("1.0 delivered", "2.0 ready");
        assertThat(node.accept.outbox.taken("land-office")).isEqualTo(taken - 1);
        assertThat(node.takeDue("land-office", 1000))
                .contains(new Dispatch("land-office", node.delivery(dossier, "land-office", 1), 1));
    }

    @Test
    void recordsAnOutcomeOnceHoweverOftenItIsReported() {
        String dossier = dossier(2);
        TakenUp first = node.load(node.delivery(dossier, "land-office", 0));

        node.deliver(first.delivery().deliveryId());
        node.deliver(first.delivery().deliveryId());
        node.park(first.delivery().deliveryId());
        node.later(first.delivery().deliveryId(), NOW, true);

        assertThat(node.states(dossier, "land-office"))
                .containsExactly("1.0 delivered", "2.0 in-flight", "3.0 waiting");
        assertThat(node.rows.count(
                        "select count(*) from ledger_entry where kind = 'attempt' and delivery_id = ?",
                        first.delivery().deliveryId()))
                .isEqualTo(1);
    }

    @Test
    void stopsTheLineThatADestinationRefusesAndTellsTheSender() {
        String dossier = dossier(2);

        node.park(node.delivery(dossier, "land-office", 0));

        assertThat(node.states(dossier, "land-office")).containsExactly("1.0 parked", "2.0 waiting", "3.0 waiting");
        assertThat(node.rows.all("""
                        select m.type, d.state from message m join delivery d using (exchange_id)
                        join dossier s on s.dossier_id = d.dossier_id
                        where s.code = ? and d.destination = 'hpasc-core'""", dossier))
                .containsExactly(Map.of("type", MessageType.DELIVERY_PARKED.wire(), "state", "in-flight"));
        assertThat(node.rows.column(
                        String.class,
                        "select kind from ledger_entry where delivery_id = ? order by entry_id",
                        node.delivery(dossier, "land-office", 0)))
                .containsExactly("attempt", "parked");
    }

    @Test
    void letsACorrectionTakeThePlaceOfWhatWasRefused() {
        String dossier = dossier(2);
        UUID refused = node.delivery(dossier, "land-office", 0);
        node.park(refused);
        DossierMessage correction =
                correction(dossier, node.load(refused).delivery().exchangeId());

        Receipt receipt = node.accept.receipt(correction);

        assertThat(receipt.deliveries()).contains(new Receipt.Promise("land-office", 1));
        assertThat(node.states(dossier, "land-office"))
                .containsExactly("1.0 refused", "1.1 in-flight", "2.0 waiting", "3.0 waiting");
        node.deliver(node.delivery(dossier, "land-office", 1));
        assertThat(node.states(dossier, "land-office"))
                .containsExactly("1.0 refused", "1.1 delivered", "2.0 in-flight", "3.0 waiting");
    }

    private static DossierMessage correction(String dossier, UUID exchangeId) {
        return aSubmission(aDossier()).about(dossier).correcting(exchangeId).build();
    }

    @Test
    void letsACorrectionTakeThePlaceWhereRoutingWouldNotSendIt() {
        String dossier = dossier(1);
        UUID refused = node.delivery(dossier, "land-office", 0);
        node.park(refused);
        // a progress report goes to the centre by routing, and not to the land office
        DossierMessage correction = aMessage()
                .about(dossier)
                .progressed(DossierStatus.ACCEPTED)
                .correcting(node.load(refused).delivery().exchangeId())
                .build();

        Receipt receipt = node.accept.receipt(correction);

        assertThat(receipt.deliveries()).contains(new Receipt.Promise("land-office", 1));
        assertThat(node.states(dossier, "land-office")).containsExactly("1.0 refused", "1.1 in-flight", "2.0 waiting");
    }

    @Test
    void takesACorrectionOnlyFromWhoeverSentWhatWasRefused() {
        String dossier = dossier(0);
        UUID refused = node.delivery(dossier, "land-office", 0);
        node.park(refused);
        UUID exchange = node.load(refused).delivery().exchangeId();

        AcceptResult foreign = node.accept.accept(aSubmission(aDossier())
                .about(dossier)
                .from("H26.103")
                .correcting(exchange)
                .build());

        assertThat(foreign).isInstanceOfSatisfying(AcceptResult.Refused.class, no -> {
            assertThat(no.problem().code()).isEqualTo(ErrorCode.NOT_YOURS);
            assertThat(no.problem().toString()).contains("/corrects");
        });
        assertThat(node.states(dossier, "land-office")).containsExactly("1.0 parked");
    }

    @Test
    void takesOneCorrectionOfWhatAnOperatorRefusedAlsoInAnotherCommit() {
        String dossier = dossier(0);
        UUID refused = node.delivery(dossier, "land-office", 0);
        node.park(refused);
        UUID exchange = node.load(refused).delivery().exchangeId();
        assertThat(node.parked.refuse(refused, "an operator", "cannot be mended"))
                .isEmpty();

        node.accept.receipt(correction(dossier, exchange));

        assertThat(node.states(dossier, "land-office")).containsExactly("1.0 refused", "2.0 in-flight");
        assertThat(node.accept.accept(correction(dossier, exchange)))
                .isInstanceOfSatisfying(
                        AcceptResult.Refused.class,
                        no -> assertThat(no.problem().code()).isEqualTo(ErrorCode.NOTHING_TO_CORRECT));
    }

    @Test
    void tellsADestinationThatAMessageSkippedAStepAlsoWhenItWasHeld() {
        DossierMessage submission = aMessage().build();
        node.accept.receipt(aMessage()
                .about(submission.subject())
                .from("H26.13")
                .progressed(DossierStatus.IN_PROCESS)
                .build());
        node.accept.receipt(submission);

        assertThat(node.load(node.delivery(submission.subject(), "hpasc-core", 0))
                        .delivery()
                        .mark())
                .isEqualTo("gap");
        assertThat(node.load(node.delivery(submission.subject(), "land-office", 0))
                        .delivery()
                        .mark())
                .isNull();
    }

    @Test
    void takesThePlaceOnceWhenTwoCorrectionsComeTogether() {
        String dossier = dossier(1);
        UUID refused = node.delivery(dossier, "land-office", 0);
        node.park(refused);
        UUID exchange = node.load(refused).delivery().exchangeId();
        String foreign = dossier(0);

        // the last names the wrong dossier, and must not hide the place from the others
        List<AcceptResult> results = node.accept.acceptInOrder(
                List.of(correction(dossier, exchange), correction(dossier, exchange), correction(foreign, exchange)),
                false);

        assertThat(results.getFirst()).isInstanceOf(AcceptResult.Receipted.class);
        assertThat(results.subList(1, 3))
                .allSatisfy(result -> assertThat(result)
                        .isInstanceOfSatisfying(
                                AcceptResult.Refused.class,
                                no -> assertThat(no.problem().code()).isEqualTo(ErrorCode.NOTHING_TO_CORRECT)));
        assertThat(node.states(dossier, "land-office")).containsExactly("1.0 refused", "1.1 in-flight", "2.0 waiting");
    }

    @Test
    void cancelsAParkedLineWhenTheDossierIsWithdrawn() {
        String dossier = dossier(2);
        node.park(node.delivery(dossier, "land-office", 0));

        node.accept.receipt(aMessage().about(dossier).withdrawn().build());

        assertThat(node.states(dossier, "land-office"))
                .containsExactly("1.0 cancelled", "2.0 cancelled", "3.0 cancelled", "4.0 in-flight");
        assertThat(node.rows.count("""
                        select count(*) from ledger_entry l join dossier s using (dossier_id)
                        where s.code = ? and l.kind = 'closed'""", dossier)).isEqualTo(3);
    }

    @Test
    void leavesAWithdrawalBehindWhatIsOnItsWay() {
        String dossier = dossier(1);

        node.accept.receipt(aMessage().about(dossier).withdrawn().build());

        assertThat(node.states(dossier, "land-office")).containsExactly("1.0 in-flight", "2.0 waiting", "3.0 waiting");
    }

    @Test
    void waitsForTheNextAttemptWithTheSameKeyInANewRound() throws SQLException {
        String dossier = dossier(1);
        UUID delivery = node.delivery(dossier, "land-office", 0);
        TakenUp before = node.load(delivery);
        node.later(delivery, NOW.plusSeconds(1), true);

        assertThat(node.states(dossier, "land-office")).containsExactly("1.0 ready", "2.0 waiting");
        assertThat(node.takeDue("land-office", 1000))
                .extracting(Dispatch::deliveryId)
                .doesNotContain(delivery);
        try (DeliveryNode secondLater = new DeliveryNode(url, Clock.offset(CLOCK, Duration.ofSeconds(1)))) {
            assertThat(secondLater.takeDue("land-office", 1000))
                    .contains(new Dispatch("land-office", delivery, before.round() + 1));
            TakenUp after = secondLater.load(delivery);
            assertThat(after.delivery().exchangeId())
                    .isEqualTo(before.delivery().exchangeId());
            assertThat(after.delivery().attempt()).isEqualTo(2);
            assertThat(after.failures().latest()).isEqualTo(NOW);
            assertThat(after.failures().own()).isEqualTo(1);
        }
    }

    @Test
    void doesNotCountAnAttemptThatWasNotMade() {
        String dossier = dossier(0);
        UUID delivery = node.delivery(dossier, "land-office", 0);

        node.later(delivery, NOW, false);

        assertThat(node.line(dossier, "land-office").getFirst()).containsEntry("attempts", 0);
        assertThat(node.load(delivery).failures()).isEqualTo(Failures.NONE);
        assertThat(node.rows.count(
                        "select count(*) from ledger_entry where kind = 'attempt' and delivery_id = ?", delivery))
                .isZero();
    }

    @Test
    void readsOnlyWhatItLendsOfAnInboxThatOneSenderFilled() throws SQLException {
        try (Connection connection = node.accept.pool.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // as the hub's own connections have it, see application.yml
            for (String off : List.of("seqscan", "bitmapscan", "hashjoin", "mergejoin")) {
                statement.execute("set local enable_" + off + " = off");
            }
            statement.execute("""
                    insert into delivery (delivery_id, exchange_id, dossier_id, destination, sender, sequence, state, created_at)
                    select gen_random_uuid(), gen_random_uuid(), -n, 'ward-103', case when n > 3 then 'H26.01' else 'H26.13' end,
                           1, 'ready', now()
                    from generate_series(1, 100000) n""");
            try (PreparedStatement explain =
                    connection.prepareStatement("explain (analyze, buffers) " + PullInbox.LEASE_DUE)) {
                PullInbox.bind(explain, "ward-103", 10, NOW, NOW.plusSeconds(60));
                StringBuilder plan = new StringBuilder();
                try (ResultSet row = explain.executeQuery()) {
                    while (row.next()) {
                        plan.append(row.getString(1)).append('\n');
                    }
                }
                assertThat(plan.toString()).doesNotContain("Seq Scan");
                Matcher blocks = Pattern.compile("Buffers: shared hit=(\\d+)").matcher(plan);
                assertThat(blocks.find()).isTrue();
                assertThat(Integer.parseInt(blocks.group(1)))
                        .as(plan.toString())
                        .isLessThan(1_000);
            } finally {
                connection.rollback();
            }
        }
    }

    @Test
    void takesEachDueDeliveryOnceWhenNodesSweepTogether() throws Exception {
        node.accept.outbox.rest("construction");
        List<String> dossiers = Stream.generate(() -> aSubmission(
                                aDossier().procedure("1.013225", "Cấp phép").handledBy("H26.19"))
                        .build())
                .limit(60)
                .map(submission -> {
                    node.accept.receipt(submission);
                    return submission.subject();
                })
                .toList();
        node.accept.outbox.call("construction");
        assertThat(dossiers)
                .allSatisfy(d -> assertThat(node.states(d, "construction")).containsExactly("1.0 ready"));

        try (ExecutorService nodes = Executors.newFixedThreadPool(4)) {
            List<Future<List<Dispatch>>> sweeps = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                sweeps.add(nodes.submit(() -> node.takeDue("construction", 10)));
            }
            List<Dispatch> taken = new ArrayList<>();
            for (Future<List<Dispatch>> sweep : sweeps) {
                taken.addAll(sweep.get(1, TimeUnit.MINUTES));
            }
            taken.addAll(node.takeDue("construction", 100));
            assertThat(taken)
                    .hasSize(60)
                    .doesNotHaveDuplicates()
                    .extracting(Dispatch::round)
                    .containsOnly(1);
        }
    }

    @Test
    void sendsWhatWasLostOnItsWayAgainInANewRound() throws SQLException {
        String dossier = dossier(1);
        UUID delivery = node.delivery(dossier, "land-office", 0);

        assertThat(relayAgain(NOW.minusMillis(1)))
                .extracting(Dispatch::deliveryId)
                .doesNotContain(delivery);
        assertThat(relayAgain(NOW)).contains(new Dispatch("land-office", delivery, 2));
        assertThat(node.load(delivery).round()).isEqualTo(2);
        assertThat(node.states(dossier, "land-office")).containsExactly("1.0 in-flight", "2.0 waiting");
    }

    private static List<Dispatch> relayAgain(Instant before) throws SQLException {
        return node.accept.transactions.run(
                connection -> node.table.relayAgain(connection, "land-office", before, 10_000, NOW));
    }

    /** A node that was stopped in the middle of a call, and goes on when another has taken the delivery over. */
    @Test
    void leavesALaterRoundAloneWhateverAnEarlierOneComesTo() throws SQLException {
        String dossier = dossier(1);
        UUID delivery = node.delivery(dossier, "land-office", 0);
        TakenUp stopped = node.load(delivery);
        assertThat(relayAgain(NOW)).contains(new Dispatch("land-office", delivery, stopped.round() + 1));

        assertThat(node.record(
                        new Settlement.Parked(stopped, ErrorCode.DESTINATION_REFUSED, "giấy tờ bị mờ", "land-office")))
                .isFalse();
        assertThat(node.record(new Settlement.Later(
                        stopped, true, true, ErrorCode.DESTINATION_ERROR, "out of order", NOW.plusSeconds(60))))
                .isFalse();

        assertThat(node.states(dossier, "land-office")).containsExactly("1.0 in-flight", "2.0 waiting");
        assertThat(node.line(dossier, "land-office").getFirst())
                .containsEntry("attempts", 0)
                .containsEntry("code", null);
        assertThat(node.rows.count("select count(*) from ledger_entry where delivery_id = ?", delivery))
                .isZero();
        node.deliver(delivery);
        assertThat(node.record(
                        new Settlement.Parked(stopped, ErrorCode.DESTINATION_REFUSED, "giấy tờ bị mờ", "land-office")))
                .isFalse();
        assertThat(node.states(dossier, "land-office")).containsExactly("1.0 delivered", "2.0 in-flight");
    }

    @Test
    void believesThatItWasDeliveredInWhateverRound() throws SQLException {
        String dossier = dossier(1);
        UUID delivery = node.delivery(dossier, "land-office", 0);
        TakenUp stopped = node.load(delivery);
        assertThat(relayAgain(NOW)).isNotEmpty();

        assertThat(node.record(new Settlement.Delivered(stopped, "ref"))).isTrue();

        assertThat(node.states(dossier, "land-office")).containsExactly("1.0 delivered", "2.0 in-flight");
    }

    /** The database was set back to before a message, and its sender repeats it. */
    @Test
    void deliversUnderTheSameKeyWhateverDatabaseItIsDeliveredFrom() {
        DossierMessage submission = aMessage().build();
        node.accept.receipt(submission);
        TakenUp before = node.load(node.delivery(submission.subject(), "land-office", 0));
        try (DeliveryNode restored = new DeliveryNode(SharedPostgres.migrated(), CLOCK)) {
            restored.accept.receipt(submission);
            TakenUp after = restored.load(restored.delivery(submission.subject(), "land-office", 0));

            assertThat(after.delivery().exchangeId())
                    .isNotEqualTo(before.delivery().exchangeId());
            assertThat(after.delivery().key()).isEqualTo(before.delivery().key());
        }
    }

    @Test
    void keepsTheKeyThatAnEarlierVersionBeganToDeliverUnder() {
        String dossier = dossier(0);
        UUID delivery = node.delivery(dossier, "land-office", 0);
        node.rows.run("update delivery set former_key = exchange_id where delivery_id = ?", delivery);

        assertThat(node.load(delivery).delivery().key())
                .isEqualTo(node.load(delivery).delivery().exchangeId());
    }

    /** Rows of a node, or a database, whose clock was three hours ahead. */
    @Test
    void endsWaitsThatNoRightClockCanHaveBegun() throws SQLException {
        String dossier = dossier(0);
        UUID lost = node.delivery(dossier, "land-office", 0);
        String later = dossier(0);
        UUID waiting = node.delivery(later, "land-office", 0);
        node.later(waiting, NOW.plus(Duration.ofHours(3)), true);
        String soon = dossier(0);
        UUID rightly = node.delivery(soon, "land-office", 0);
        node.later(rightly, NOW.plusSeconds(60), true);
        node.rows.run(
                "update delivery set relayed_at = ?::timestamptz where delivery_id = ?",
                NOW.plus(Duration.ofHours(3)).toString(),
                lost);

        new WaitReview(
                        node.accept.transactions,
                        List.of(
                                new TimedWait("delivery", "relayed_at", "state = 'in-flight'", Duration.ofSeconds(30)),
                                new TimedWait(
                                        "delivery", "next_attempt_at", "state = 'ready'", Duration.ofMinutes(10))),
                        CLOCK)
                .review();

        assertThat(relayAgain(NOW)).extracting(Dispatch::deliveryId).contains(lost);
        assertThat(node.takeDue("land-office", 1000))
                .extracting(Dispatch::deliveryId)
                .contains(waiting)
                .doesNotContain(rightly);
    }

    @Test
    void leasesOnlyTheHeadsOfLinesAndOffersThemAgainWhenTheLeaseIsOver() {
        DossierMessage submission = investment().build();
        node.accept.receipt(submission);
        node.accept.receipt(supplemented(submission.subject()));
        var finance = City.FINANCE.agency();

        List<Inbox.Leased> leased = node.inbox.lease(finance, 100);
        assertThat(leased).extracting(it -> it.delivery().dossierCode()).containsOnlyOnce(submission.subject());
        assertThat(node.inbox.lease(finance, 100))
                .extracting(it -> it.delivery().dossierCode())
                .doesNotContain(submission.subject());
        try (DeliveryNode minuteLater = new DeliveryNode(url, Clock.offset(CLOCK, Inbox.LEASE))) {
            Inbox.Leased again = minuteLater.inbox.lease(finance, 100).stream()
                    .filter(it -> it.delivery().dossierCode().equals(submission.subject()))
                    .findFirst()
                    .orElseThrow();
            assertThat(leased)
                    .extracting(it -> it.delivery().exchangeId())
                    .contains(again.delivery().exchangeId());
            UUID delivery = again.delivery().deliveryId();

            assertThat(minuteLater.inbox.report(City.LAND.agency(), delivery, new Inbox.Report(true, null, null)))
                    .map(Problem::code)
                    .contains(ErrorCode.NOT_FOUND);
            assertThat(minuteLater.inbox.report(finance, delivery, new Inbox.Report(true, "TC-1", null)))
                    .isEmpty();
            assertThat(minuteLater.inbox.report(finance, delivery, new Inbox.Report(true, "TC-1", null)))
                    .isEmpty();
            assertThat(minuteLater.inbox.report(finance, delivery, new Inbox.Report(false, null, "too late")))
                    .map(Problem::code)
                    .contains(ErrorCode.OUTCOME_CONFLICT);
        }
        assertThat(node.states(submission.subject(), "finance-investment"))
                .containsExactly("1.0 delivered", "2.0 ready");
    }

    private static MessageBuilder investment() {
        return aSubmission(
                aDossier().procedure("1.009645", "Chấp thuận chủ trương đầu tư").handledBy("H26.04"));
    }

    @Test
    void takesOneOfTwoReportsThatContradictEachOtherAndTellsTheOther() throws Exception {
        Agency finance = City.FINANCE.agency();
        try (ExecutorService reporters = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 15; round++) {
                DossierMessage submission = investment().build();
                node.accept.receipt(submission);
                UUID delivery = node.delivery(submission.subject(), "finance-investment", 0);
                node.inbox.lease(finance, Inbox.MOST);
                CyclicBarrier together = new CyclicBarrier(2);
                List<Future<Optional<Problem>>> answers = new ArrayList<>();
                for (boolean accepted : List.of(true, false)) {
                    answers.add(reporters.submit(() -> {
                        together.await();
                        return node.inbox.report(
                                finance, delivery, new Inbox.Report(accepted, null, accepted ? null : "incomplete"));
                    }));
                }
                boolean taken = answers.get(0).get().isEmpty();
                boolean refused = answers.get(1).get().isEmpty();

                assertThat(taken).as("one of them").isNotEqualTo(refused);
                assertThat(answers.get(taken ? 1 : 0).get()).map(Problem::code).contains(ErrorCode.OUTCOME_CONFLICT);
                assertThat(node.states(submission.subject(), "finance-investment"))
                        .contains(taken ? "1.0 delivered" : "1.0 parked");
            }
        }
    }

    @Test
    void givesPlacesBackWhenAnOperatorsActIsNotCommitted() {
        String dossier = dossier(0);
        UUID parked = node.delivery(dossier, "land-office", 0);
        node.park(parked);
        int taken = node.accept.outbox.taken("hpasc-core");
        // what core was told of the parking is on its way: the next notice would wait behind it, were it not delivered
        node.deliver(node.delivery(dossier, "hpasc-core", 0));
        node.rows.run("""
                create function no_space() returns trigger language plpgsql as $$
                begin raise exception 'no space left on device' using errcode = 'disk_full'; end $$""");
        node.rows.run("""
                create constraint trigger full_at_commit after insert on ledger_entry
                deferrable initially deferred for each row execute function no_space()""");
        try {
            assertThatThrownBy(() -> node.parked.refuse(parked, "an operator", "cannot be mended"))
                    .isInstanceOf(StoreUnavailable.class);
        } finally {
            node.rows.run("drop trigger full_at_commit on ledger_entry");
            node.rows.run("drop function no_space()");
        }

        assertThat(node.states(dossier, "land-office")).containsExactly("1.0 parked");
        assertThat(node.accept.outbox.taken("hpasc-core")).isEqualTo(taken - 1);
    }

    @Test
    void letsAnOperatorReleaseOrRefuseWhatIsParked() throws SQLException {
        String dossier = dossier(1);
        UUID first = node.delivery(dossier, "land-office", 0);
        node.park(first);

        assertThat(node.parked.release(first, "an operator", "the office mended it"))
                .isEmpty();
        assertThat(node.states(dossier, "land-office")).containsExactly("1.0 ready", "2.0 waiting");
        node.takeDue("land-office", 10_000);
        node.park(first);
        assertThat(node.parked.refuse(first, "an operator", "cannot be mended")).isEmpty();

        assertThat(node.states(dossier, "land-office")).containsExactly("1.0 refused", "2.0 ready");
        assertThat(node.parked.release(first, "an operator", "again"))
                .map(Problem::code)
                .contains(ErrorCode.ILLEGAL_STATE);
        assertThat(node.rows.column(String.class, """
                        select m.type from message m join dossier s using (dossier_id)
                        where s.code = ? and m.source = '/agencies/H26' order by m.position""", dossier))
                .containsExactly(
                        MessageType.DELIVERY_PARKED.wire(),
                        MessageType.DELIVERY_PARKED.wire(),
                        MessageType.DELIVERY_REFUSED.wire());
    }

    @Test
    void failsWithoutLosingPlacesWhenPostgresIsAway() {
        DeliveryNode gone = new DeliveryNode(url, CLOCK);
        DossierMessage submission = aMessage().build();
        gone.accept.receipt(submission);
        TakenUp takenUp = gone.load(node.delivery(submission.subject(), "land-office", 0));
        gone.accept.pool.close();

        assertThatThrownBy(() -> gone.settlements.record(new Settlement.Delivered(takenUp, null)))
                .isInstanceOf(StoreAway.class);
        assertThatThrownBy(() ->
                        gone.settlements.record(new Settlement.Parked(takenUp, ErrorCode.POISON, "five times", "hub")))
                .isInstanceOf(StoreAway.class);
        assertThatThrownBy(() -> gone.loader.load(takenUp.delivery().deliveryId()))
                .isInstanceOf(StoreAway.class);

        assertThat(gone.accept.outbox.taken("land-office")).isEqualTo(1);
        assertThat(gone.accept.outbox.taken("hpasc-core")).isZero();
        gone.close();
    }

    @Test
    void settlesManyOutcomesOfTwoNodesAtOnceWithoutADeadlock() throws Exception {
        List<String> dossiers = Stream.generate(() -> dossier(2)).limit(60).toList();
        List<UUID> heads = dossiers.stream()
                .map(dossier -> node.delivery(dossier, "land-office", 0))
                .toList();
        long before = deadlocks();
        try (DeliveryNode other = new DeliveryNode(url, CLOCK);
                ExecutorService consumers = Executors.newFixedThreadPool(12)) {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < heads.size(); i++) {
                DeliveryNode at = i % 2 == 0 ? node : other;
                UUID head = heads.get(i);
                boolean refused = i % 3 == 0;
                done.add(consumers.submit(() -> {
                    if (refused) {
                        at.park(head);
                    } else {
                        at.deliver(head);
                    }
                }));
                done.add(consumers.submit(() -> at.accept.receipt(supplemented(dossiers.get(heads.indexOf(head))))));
            }
            for (Future<?> it : done) {
                it.get(1, TimeUnit.MINUTES);
            }
        }
        assertThat(deadlocks()).isEqualTo(before);
    }

    private static long deadlocks() {
        return node.rows.count("select deadlocks from pg_stat_database where datname = current_database()");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void balancesAfterAnySequenceOfEvents(long seed) throws SQLException {
        try (DeliveryNode fresh = new DeliveryNode(SharedPostgres.migrated(), CLOCK)) {
            RandomLife life = new RandomLife(fresh, new Random(seed));
            for (int step = 0; step < 150; step++) {
                life.step();
                if (step % 10 == 0) {
                    fresh.assertBalanced();
                    life.assertPlaces();
                }
            }
            life.drain();
            fresh.assertBalanced();
            life.assertPlaces();
            assertThat(fresh.rows.count("select count(*) from delivery where finished_at is null"))
                    .isZero();
        }
    }
}
