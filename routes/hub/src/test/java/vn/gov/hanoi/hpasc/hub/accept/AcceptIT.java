package vn.gov.hanoi.hpasc.hub.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static vn.gov.hanoi.hpasc.connectors.testkit.DossierBuilder.aDossier;
import static vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder.aMessage;
import static vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder.aSubmission;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder;
import vn.gov.hanoi.hpasc.dossier.Alias;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.Officer;
import vn.gov.hanoi.hpasc.dossier.Progressed;
import vn.gov.hanoi.hpasc.hub.line.Dispatch;
import vn.gov.hanoi.hpasc.hub.storage.Rows;
import vn.gov.hanoi.hpasc.hub.storage.SharedPostgres;

class AcceptIT {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T02:00:00.123456789Z"), ZoneOffset.UTC);
    private static final Officer OFFICER = new Officer("Trần Quốc Bảo", "Chuyên viên", "Phòng Đăng ký đất đai");

    private static String url;
    private static AcceptNode node;
    private static Rows rows;

    @BeforeAll
    static void start() {
        url = SharedPostgres.migrated();
        node = AcceptNode.on(url, CLOCK);
        rows = new Rows(node.ownerPool);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void makesAMessageAnEntryADossierAndDeliveriesInOneStep() {
        DossierMessage submission = aMessage().build();

        Receipt receipt = node.receipt(submission);

        assertThat(receipt.repeat()).isFalse();
        assertThat(receipt.mark()).isNull();
        assertThat(receipt.acceptedAt()).isEqualTo("2026-11-23T02:00:00.123456Z");
        assertThat(receipt.deliveries()).containsExactly(new Receipt.Promise("land-office", 1));
        assertThat(rows.all(
                        "select status, messages, handling_agency from dossier where code = ?", submission.subject()))
                .singleElement()
                .isEqualTo(Map.of("status", 1, "messages", 1L, "handling_agency", "H26.13"));
        assertThat(rows.all("select state, sequence, round from delivery where exchange_id = ?", receipt.exchangeId()))
                .singleElement()
                .isEqualTo(Map.of("state", "in-flight", "sequence", 1L, "round", 1));
        assertThat(rows.count(
                        "select count(*) from ledger_entry where kind = 'accepted' and exchange_id = ?",
                        receipt.exchangeId()))
                .isEqualTo(1);
        assertThat(node.outbox.dispatched())
                .filteredOn(dispatch -> dispatch.deliveryId()
                        .equals(rows.column(
                                        UUID.class,
                                        "select delivery_id from delivery where exchange_id = ?",
                                        receipt.exchangeId())
                                .getFirst()))
                .extracting(Dispatch::round)
                .containsExactly(1);
    }

    @Test
    void givesTheVerySameReceiptToARepeat() {
        DossierMessage submission = aMessage().build();
        DossierMessage progress = aMessage()
                .about(submission.subject())
                .from("H26.13")
                .progressed(DossierStatus.IN_PROCESS)
                .build();
        // several in a commit, so that the Merkle path is not empty
        List<AcceptResult> first = node.acceptInOrder(List.of(submission, progress), true);

        for (int i = 0; i < 2; i++) {
            Receipt given = AcceptNode.receipt(first.get(i));
            Receipt again = node.receipt(i == 0 ? submission : progress);
            assertThat(again).isEqualTo(given.asRepeat());
            assertThat(again.repeat()).isTrue();
        }
        assertThat(rows.count(
                        "select count(*) from message where source = ? and message_id = ?",
                        submission.source().value(),
                        submission.id()))
                .isEqualTo(1);
    }

    @Test
    void refusesTheSameKeyWithOtherContentAndRecordsIt() {
        DossierMessage submission = aMessage().build();
        node.receipt(submission);

        assertThat(node.refusal(aMessage().id(submission.id()).build())).isEqualTo(ErrorCode.KEY_CONFLICT);
        assertThat(rows.count(
                        "select count(*) from ledger_entry where kind = 'turned_away' and code = 'HUB-400' and detail = ?",
                        submission.id()))
                .isEqualTo(1);
    }

    @Test
    void recordsAnIllegalMoveInTheLedgerAndChangesNothing() {
        DossierMessage submission = aMessage().build();
        node.receipt(submission);
        node.receipt(aMessage().about(submission.subject()).withdrawn().build());
        DossierMessage illegal = aMessage()
                .about(submission.subject())
                .from("H26.13")
                .progressed(DossierStatus.PROCESSED)
                .build();

        assertThat(node.refusal(illegal)).isEqualTo(ErrorCode.ILLEGAL_MOVE);

        assertThat(rows.all("""
                        select l.actor, l.code, l.detail, d.status from ledger_entry l join dossier d using (dossier_id)
                        where l.kind = 'turned_away' and d.code = ?""", submission.subject()))
                .singleElement()
                .isEqualTo(Map.of("actor", "H26.13", "code", "HUB-401", "detail", illegal.id(), "status", 7));
    }

    @Test
    void letsOneBadMessageOfAGroupCommitFailAlone() {
        List<DossierMessage> good =
                Stream.generate(() -> aMessage().build()).limit(20).toList();
        Candidate candidate = AcceptNode.candidate(aMessage().build());
        // ingress would never hand this over: PostgreSQL takes no U+0000
        Candidate bad = new Candidate(
                candidate.message(),
                candidate.canonicalForm(),
                candidate.digest(),
                candidate.sender(),
                candidate.protocol(),
                candidate.received(),
                "application/\u0000json",
                false,
                java.util.Set.of());
        CompletableFuture<AcceptResult> failing = null;
        List<CompletableFuture<AcceptResult>> others = new ArrayList<>();
        for (int i = 0; i < good.size(); i++) {
            if (i == 7) {
                failing = node.offer(bad);
            }
            others.add(node.offer(good.get(i)));
        }

        assertThat(AcceptNode.refusal(Objects.requireNonNull(failing).join())).isEqualTo(ErrorCode.INTERNAL);
        assertThat(others).allSatisfy(other -> assertThat(other.join()).isInstanceOf(AcceptResult.Receipted.class));
        assertThat(rows.count(
                        "select count(*) from dossier where code = ?",
                        candidate.message().subject()))
                .isZero();
    }

    @Test
    void refusesWhatFollowsABadMessageOfItsDossierInABatchAndNothingElse() {
        DossierMessage first = aMessage().build();
        DossierMessage conflict = aSubmission(aDossier()).about(first.subject()).build();
        DossierMessage later = aMessage()
                .about(first.subject())
                .from("H26.13")
                .progressed(DossierStatus.ACCEPTED)
                .build();
        DossierMessage other = aMessage().build();

        List<AcceptResult> results = node.acceptInOrder(List.of(first, conflict, later, other), true);

        assertThat(results.get(0)).isInstanceOf(AcceptResult.Receipted.class);
        assertThat(AcceptNode.refusal(results.get(1))).isEqualTo(ErrorCode.DOSSIER_EXISTS);
        assertThat(AcceptNode.refusal(results.get(2))).isEqualTo(ErrorCode.PREDECESSOR_REFUSED);
        assertThat(results.get(3)).isInstanceOf(AcceptResult.Receipted.class);
        assertThat(node.accept(later)).isInstanceOf(AcceptResult.Receipted.class);
    }

    @Test
    void keepsTheOrderOfABatchOfFiveHundred() {
        List<DossierMessage> batch = new ArrayList<>();
        for (int d = 0; d < 50; d++) {
            DossierMessage submission = aMessage().build();
            batch.add(submission);
            for (int n = 0; n < 9; n++) {
                batch.add(aMessage()
                        .about(submission.subject())
                        .from("H26.13")
                        .progressed(DossierStatus.of(n == 0 ? 2 : 4))
                        .build());
            }
        }
        Collections.rotate(batch, 0);

        List<AcceptResult> results = node.acceptInOrder(batch, true);

        Map<String, Long> last = new HashMap<>();
        for (int i = 0; i < batch.size(); i++) {
            Receipt receipt = AcceptNode.receipt(results.get(i));
            assertThat(receipt.id()).isEqualTo(batch.get(i).id());
            boolean submission = batch.get(i).type() == MessageType.SUBMITTED;
            String line = batch.get(i).subject() + (submission ? " land-office" : " hpasc-core");
            assertThat(receipt.deliveries())
                    .singleElement()
                    .satisfies(promise -> assertThat(promise.sequence()).isEqualTo(last.merge(line, 1L, Long::sum)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"message", "receipt_batch", "ledger_entry"})
    void neverChangesWhatWasWrittenOnce(String table) throws SQLException {
        node.receipt(aMessage().build());
        try (Connection application = node.pool.getConnection();
                Connection owner = node.ownerPool.getConnection()) {
            for (String sql : List.of(
                    "delete from " + table,
                    "truncate " + table,
                    "update " + table + " set " + (table.equals("ledger_entry") ? "actor" : "batch_id") + " = null")) {
                assertThatThrownBy(() -> application.createStatement().execute(sql))
                        .as(sql)
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("permission denied");
                assertThatThrownBy(() -> owner.createStatement().execute(sql))
                        .as(sql)
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("append-only");
            }
        }
    }

    @Test
    void acceptsEachKeyOnceWhenTwoNodesGetTheSameMessagesAtOnce() throws Exception {
        List<List<DossierMessage>> dossiers =
                Stream.generate(AcceptIT::story).limit(25).toList();
        try (AcceptNode other = AcceptNode.on(url, CLOCK);
                ExecutorService senders = Executors.newFixedThreadPool(16)) {
            List<Future<List<AcceptResult>>> answers = new ArrayList<>();
            Random random = new Random(20261123);
            for (int sender = 0; sender < 16; sender++) {
                AcceptNode at = sender % 2 == 0 ? node : other;
                List<List<DossierMessage>> mine = new ArrayList<>(dossiers);
                Collections.shuffle(mine, random);
                answers.add(senders.submit(() -> sendAll(at, mine)));
            }
            Map<String, List<Receipt>> byKey = new HashMap<>();
            for (Future<List<AcceptResult>> answer : answers) {
                for (AcceptResult result : answer.get(3, TimeUnit.MINUTES)) {
                    Receipt receipt = AcceptNode.receipt(result);
                    byKey.computeIfAbsent(receipt.id(), id -> new ArrayList<>()).add(receipt);
                }
            }

            assertThat(byKey).hasSize(25 * 5);
            byKey.forEach((id, receipts) -> {
                assertThat(receipts).hasSize(16);
                assertThat(receipts)
                        .filteredOn(receipt -> !receipt.repeat())
                        .as("first time of " + id)
                        .hasSize(1);
                assertThat(receipts.stream().map(Receipt::asRepeat).distinct()).hasSize(1);
            });
        }
        List<String> codes =
                dossiers.stream().map(story -> story.getFirst().subject()).toList();
        assertDense(codes);
    }

    /** A dossier as two agencies tell it; its second message names an alias. */
    private static List<DossierMessage> story() {
        DossierMessage submission = aMessage().build();
        Alias alias = new Alias("land-registry", "SBN-" + submission.id());
        return List.of(
                submission,
                about(submission)
                        .with(
                                MessageType.PROGRESSED,
                                new Progressed(DossierStatus.ACCEPTED, OFFICER, null, null, null, List.of(alias)))
                        .build(),
                about(submission).progressed(DossierStatus.IN_PROCESS).build(),
                aMessage()
                        .about(alias.code())
                        .from("H26.13")
                        .supplementRequested()
                        .build(),
                about(submission).resolved().build());
    }

    private static MessageBuilder about(DossierMessage submission) {
        return aMessage().about(submission.subject()).from("H26.13");
    }

    private static List<AcceptResult> sendAll(AcceptNode at, List<List<DossierMessage>> dossiers) {
        // the messages of a dossier one after the other, as a sender does that waits for its receipt
        List<CompletableFuture<List<AcceptResult>>> answers = new ArrayList<>();
        for (List<DossierMessage> story : dossiers) {
            CompletableFuture<List<AcceptResult>> told = CompletableFuture.completedFuture(List.of());
            for (DossierMessage message : story) {
                told = told.thenCompose(before -> at.offer(message)
                        .thenApply(result -> Stream.concat(before.stream(), Stream.of(result))
                                .toList()));
            }
            answers.add(told);
        }
        return answers.stream().flatMap(answer -> answer.join().stream()).toList();
    }

    private static void assertDense(List<String> codes) {
        String dossiers = "(select dossier_id from dossier where code in (" + "?,".repeat(codes.size() - 1) + "?))";
        assertThat(rows.all(
                        "select dossier_id from message where dossier_id in " + dossiers
                                + " group by dossier_id having min(position) <> 1 or max(position) <> count(*)"
                                + " or count(distinct position) <> count(*)",
                        codes.toArray()))
                .as("positions with a hole")
                .isEmpty();
        assertThat(rows.all(
                        "select dossier_id, destination from delivery where dossier_id in " + dossiers
                                + " group by dossier_id, destination having min(sequence) <> 1"
                                + " or max(sequence) <> count(*) or count(distinct sequence) <> count(*)",
                        codes.toArray()))
                .as("sequences with a hole")
                .isEmpty();
        assertThat(rows.all(
                        "select l.dossier_id from line l where l.dossier_id in " + dossiers
                                + " and (l.last_sequence, l.open_count) <> (select max(sequence), count(*) from delivery d"
                                + " where (d.dossier_id, d.destination) = (l.dossier_id, l.destination))",
                        codes.toArray()))
                .as("lines that do not count their deliveries")
                .isEmpty();
    }

    @Test
    void neverShowsADeadlockToASenderWhoseBatchCrossesAnother() throws Exception {
        List<String> codes = Stream.generate(() -> node.receipt(aMessage().build()))
                .limit(40)
                .map(receipt ->
                        rows.column(String.class, """
                        select d.code from dossier d join message m using (dossier_id)
                        where m.exchange_id = ?""", receipt.exchangeId()).getFirst())
                .toList();
        try (AcceptNode other = AcceptNode.on(url, CLOCK);
                ExecutorService senders = Executors.newFixedThreadPool(8)) {
            List<Future<List<AcceptResult>>> answers = new ArrayList<>();
            for (int sender = 0; sender < 8; sender++) {
                AcceptNode at = sender % 2 == 0 ? node : other;
                Random random = new Random(sender);
                answers.add(senders.submit(() -> {
                    List<AcceptResult> results = new ArrayList<>();
                    for (int round = 0; round < 10; round++) {
                        List<String> mine = new ArrayList<>(codes);
                        Collections.shuffle(mine, random);
                        results.addAll(at.acceptInOrder(
                                Stream.concat(
                                                mine.stream()
                                                        .map(code -> aMessage()
                                                                .about(code)
                                                                .from("H26.13")
                                                                .progressed(DossierStatus.ACCEPTED)
                                                                .build()),
                                                IntStream.range(0, 5)
                                                        .mapToObj(
                                                                i -> aMessage().build()))
                                        .toList(),
                                true));
                    }
                    return results;
                }));
            }
            for (Future<List<AcceptResult>> answer : answers) {
                assertThat(answer.get(3, TimeUnit.MINUTES))
                        .allSatisfy(result -> assertThat(result).isInstanceOf(AcceptResult.Receipted.class));
            }
        }
        assertDense(codes);
    }

    @Test
    void tellsSendersToComeBackWhenPostgresBreaksOffAndGivesPlacesBack() throws Exception {
        try (AcceptNode cut = AcceptNode.on(url, CLOCK)) {
            DossierMessage submission = aMessage().build();
            cut.receipt(submission);
            int before = cut.outbox.taken("land-office");
            try (Connection holder = node.pool.getConnection()) {
                holder.setAutoCommit(false);
                // the commit gets as far as the line, with its places in the window, and waits there
                holder.createStatement()
                        .execute("select 1 from line l join dossier d using (dossier_id) where d.code = '"
                                + submission.subject() + "' for update of l");
                CompletableFuture<AcceptResult> first = cut.offer(
                        aMessage().about(submission.subject()).withdrawn().build());
                await().until(() -> waitingForLocks() > 0);
                new Rows(node.pool)
                        .count("select count(pg_terminate_backend(pid)) from pg_stat_activity"
                                + " where datname = current_database() and wait_event_type = 'Lock'");

                assertThat(AcceptNode.refusal(first.get(10, TimeUnit.SECONDS))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
                holder.rollback();
            }

            assertThat(cut.outbox.taken("land-office")).isEqualTo(before);
            assertThat(cut.accept(
                            aMessage().about(submission.subject()).withdrawn().build()))
                    .isInstanceOf(AcceptResult.Receipted.class);
        }
    }

    /** The hub's own role sees what its sessions do. */
    private static long waitingForLocks() {
        return new Rows(node.pool)
                .count("select count(*) from pg_stat_activity"
                        + " where datname = current_database() and wait_event_type = 'Lock'");
    }

    @Test
    void holdsAMessageAboutAnUnknownDossierUntilItIsRegistered() {
        DossierMessage submission = aMessage().build();
        DossierMessage early = aMessage()
                .about(submission.subject())
                .from("H26.13")
                .progressed(DossierStatus.ACCEPTED)
                .build();

        Receipt held = node.receipt(early);
        assertThat(held.mark()).isEqualTo("held");
        assertThat(held.deliveries()).isEmpty();
        node.receipt(submission);

        assertThat(rows.column(
                        String.class, "select destination from delivery where exchange_id = ?", held.exchangeId()))
                .containsExactly("hpasc-core");
        assertThat(rows.count("select count(*) from held_message where exchange_id = ?", held.exchangeId()))
                .isZero();
        assertThat(rows.count("select status from dossier where code = ? and held_for is null", submission.subject()))
                .isEqualTo(2);
    }

    @Test
    void refusesAMessageWhoseDossierNobodyRegisteredInTimeAndTellsItsSender() {
        DossierMessage early = aMessage()
                .about("H26.103-261123-9901")
                .from("H26.13")
                .progressed(DossierStatus.ACCEPTED)
                .build();
        Receipt held = node.receipt(early);

        try (AcceptNode aDayLater = AcceptNode.on(url, Clock.offset(CLOCK, Duration.ofHours(25)))) {
            aDayLater.held.review();
        }

        assertThat(rows.count("select count(*) from held_message where exchange_id = ?", held.exchangeId()))
                .isZero();
        assertThat(rows.all("""
                        select m.type, d.destination from message m join delivery d using (exchange_id)
                        join dossier s on s.dossier_id = d.dossier_id where s.code = ?""", early.subject()))
                .singleElement()
                .isEqualTo(Map.of("type", MessageType.DELIVERY_REFUSED.wire(), "destination", "land-office"));
    }

    @Test
    void takesUpWhatCameUnderAnAliasBeforeItWasKnownToBeOne() {
        String alias = "SBN-" + UUID.randomUUID();
        DossierMessage submission = aMessage().build();
        Receipt early = node.receipt(
                aMessage().about(alias).from("H26.13").supplementRequested().build());
        Receipt illegal = node.receipt(aMessage()
                .about(alias)
                .from("H26.13")
                .progressed(DossierStatus.NOT_ACCEPTED)
                .build());
        node.receipt(submission);
        DossierMessage byItsOtherName = about(submission)
                .with(
                        MessageType.PROGRESSED,
                        new Progressed(
                                DossierStatus.ACCEPTED,
                                OFFICER,
                                null,
                                null,
                                null,
                                List.of(new Alias("land-registry", alias), new Alias("other", alias))))
                .build();

        node.receipt(byItsOtherName);

        assertThat(rows.column(String.class, """
                        select d.destination from delivery d join dossier s using (dossier_id)
                        where d.exchange_id = ? and s.code = ?""", early.exchangeId(), submission.subject()))
                .containsExactly("hpasc-core");
        assertThat(rows.column(
                        String.class,
                        "select code from ledger_entry where kind = 'expired' and exchange_id = ?",
                        illegal.exchangeId()))
                .containsExactly("HUB-401");
        assertThat(rows.column(String.class, """
                        select m.type from message m join dossier s using (dossier_id)
                        where s.code = ? and m.source = '/agencies/H26'""", submission.subject()))
                .containsExactly(MessageType.DELIVERY_REFUSED.wire());
    }

    @Test
    void tellsOfADossierByItsOwnCodeWhenAMessageNamedItByAnAlias() {
        String known = "SBN-" + UUID.randomUUID();
        String early = "QLDT-" + UUID.randomUUID();
        DossierMessage submission = aMessage().build();
        node.receipt(aMessage()
                .about(early)
                .from("H26.13")
                .progressed(DossierStatus.NOT_ACCEPTED)
                .build());
        node.receipt(submission);
        node.receipt(withAlias(submission.subject(), known));

        // the dossier is found by its alias alone, and what is held under the new one is refused
        assertThat(node.accept(withAlias(known, early))).isInstanceOf(AcceptResult.Receipted.class);

        assertThat(rows.count("""
                        select count(*) from message m join dossier s using (dossier_id)
                        where s.code = ? and m.type = ?""", submission.subject(), MessageType.DELIVERY_REFUSED.wire()))
                .isEqualTo(1);
    }

    private static DossierMessage withAlias(String subject, String alias) {
        return aMessage()
                .about(subject)
                .from("H26.13")
                .with(
                        MessageType.PROGRESSED,
                        new Progressed(
                                DossierStatus.ACCEPTED, OFFICER, null, null, null, List.of(new Alias("other", alias))))
                .build();
    }

    @Test
    void parksAnUnknownProcedureUntilAPersonNamesItsAgency() {
        try (AcceptNode parking = AcceptNode.parkingUnknownProcedures(SharedPostgres.migrated(), CLOCK)) {
            Rows there = new Rows(parking.ownerPool);
            DossierMessage submission = aSubmission(
                            aDossier().procedure("9.999999", "Thủ tục mới").handledBy(null))
                    .build();
            Receipt held = parking.receipt(submission);
            Receipt behind = parking.receipt(about(submission)
                    .from("H26.19")
                    .progressed(DossierStatus.ACCEPTED)
                    .build());
            assertThat(List.of(held.mark(), behind.mark())).containsOnly("held");

            assertThat(parking.held.assign(
                            submission.subject(),
                            new vn.gov.hanoi.hpasc.dossier.AgencyCode("H26.19"),
                            "an operator",
                            "phone call"))
                    .isEmpty();

            assertThat(there.column(
                            String.class, "select destination from delivery where exchange_id = ?", held.exchangeId()))
                    .containsExactly("construction");
            assertThat(there.count("select count(*) from held_message")).isZero();
        }
    }
}
