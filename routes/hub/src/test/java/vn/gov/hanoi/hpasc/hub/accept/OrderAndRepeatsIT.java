package vn.gov.hanoi.hpasc.hub.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.gov.hanoi.hpasc.connectors.testkit.DossierBuilder.aDossier;
import static vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder.aMessage;
import static vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder.aSubmission;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder;
import vn.gov.hanoi.hpasc.dossier.Alias;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.Officer;
import vn.gov.hanoi.hpasc.dossier.Progressed;
import vn.gov.hanoi.hpasc.dossier.Supplemented;
import vn.gov.hanoi.hpasc.hub.storage.Rows;
import vn.gov.hanoi.hpasc.hub.storage.SharedPostgres;

/** What the items of a list get, by what stands before them in it and by what was accepted earlier. */
class OrderAndRepeatsIT {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T02:00:00Z"), ZoneOffset.UTC);
    private static final Officer OFFICER = new Officer("Trần Quốc Bảo", "Chuyên viên", "Phòng Đăng ký đất đai");
    private static final String NEW = "NEW";
    private static final String REPEAT = "REPEAT";

    private static AcceptNode node;
    private static Rows rows;

    @BeforeAll
    static void start() {
        node = AcceptNode.on(SharedPostgres.migrated(), CLOCK);
        rows = new Rows(node.ownerPool);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    /** A registered dossier, one message about it that was accepted, and its alias. */
    private record Story(String dossier, DossierMessage accepted, String alias) {

        static Story begun() {
            DossierMessage submission = aMessage().build();
            String alias = "SBN-" + UUID.randomUUID();
            DossierMessage accepted = land(submission.subject())
                    .with(
                            MessageType.PROGRESSED,
                            new Progressed(
                                    DossierStatus.ACCEPTED,
                                    OFFICER,
                                    null,
                                    null,
                                    null,
                                    List.of(new Alias("land-registry", alias))))
                    .build();
            node.receipt(submission);
            node.receipt(accepted);
            return new Story(submission.subject(), accepted, alias);
        }

        /** A second registration: refused. */
        DossierMessage refused() {
            return aSubmission(aDossier()).about(dossier).build();
        }

        DossierMessage refused(String id) {
            return aSubmission(aDossier()).about(dossier).from("H26.13").id(id).build();
        }

        DossierMessage next() {
            return next(DossierStatus.IN_PROCESS);
        }

        DossierMessage next(DossierStatus status) {
            return land(dossier).progressed(status).build();
        }

        /** The key of a message that was accepted, with other content. */
        DossierMessage conflict() {
            return land(dossier)
                    .progressed(DossierStatus.IN_PROCESS)
                    .id(accepted.id())
                    .build();
        }
    }

    private static MessageBuilder land(String dossier) {
        return aMessage().about(dossier).from("H26.13");
    }

    private record Case(
            String name, Function<Story, List<DossierMessage>> list, List<String> inBatch, List<String> onQueue) {

        static Case of(String name, Function<Story, List<DossierMessage>> list, String... everywhere) {
            return new Case(name, list, List.of(everywhere), List.of(everywhere));
        }

        /** What items get that do not wait for those before them. */
        Case butOnQueue(String... results) {
            return new Case(name, list, inBatch, List.of(results));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Case> cases() {
        return Stream.of(
                Case.of(
                                "a repeat after a refused one, then a new one",
                                it -> List.of(it.refused(), it.accepted(), it.next()),
                                "DOSSIER_EXISTS",
                                REPEAT,
                                "PREDECESSOR_REFUSED")
                        .butOnQueue("DOSSIER_EXISTS", REPEAT, NEW),
                Case.of(
                        "an accepted key with other content after a refused one",
                        it -> List.of(it.refused(), it.conflict(), it.accepted()),
                        "DOSSIER_EXISTS",
                        "KEY_CONFLICT",
                        REPEAT),
                Case.of(
                                "a conflict, then the repeat, then a new one",
                                it -> List.of(it.conflict(), it.accepted(), it.next()),
                                "KEY_CONFLICT",
                                REPEAT,
                                "PREDECESSOR_REFUSED")
                        .butOnQueue("KEY_CONFLICT", REPEAT, NEW),
                Case.of(
                        "one message twice",
                        it -> {
                            DossierMessage next = it.next();
                            return List.of(next, next, it.accepted());
                        },
                        NEW,
                        REPEAT,
                        REPEAT),
                Case.of(
                        "a new message, a refused one, and the first again",
                        it -> {
                            DossierMessage next = it.next();
                            return List.of(next, it.refused(), next);
                        },
                        NEW,
                        "DOSSIER_EXISTS",
                        REPEAT),
                Case.of(
                                "a refused key again with other content",
                                it -> {
                                    DossierMessage next = it.next();
                                    return List.of(it.refused(next.id()), next);
                                },
                                "NOT_YOURS",
                                "PREDECESSOR_REFUSED")
                        .butOnQueue("NOT_YOURS", NEW),
                Case.of(
                                "what follows a refused one under the dossier's alias",
                                it -> List.of(
                                        it.refused(),
                                        land(it.alias())
                                                .progressed(DossierStatus.IN_PROCESS)
                                                .build()),
                                "DOSSIER_EXISTS",
                                "PREDECESSOR_REFUSED")
                        .butOnQueue("DOSSIER_EXISTS", NEW),
                Case.of(
                        "another dossier after a refused one",
                        it -> List.of(it.refused(), aMessage().build()),
                        "DOSSIER_EXISTS",
                        NEW),
                Case.of(
                        "withdrawn, then progressed, then the withdrawal again",
                        it -> {
                            DossierMessage withdrawn =
                                    aMessage().about(it.dossier()).withdrawn().build();
                            return List.of(withdrawn, it.next(), withdrawn);
                        },
                        NEW,
                        "ILLEGAL_MOVE",
                        REPEAT),
                Case.of(
                        "progressed, then withdrawn",
                        it -> List.of(
                                it.next(),
                                aMessage().about(it.dossier()).withdrawn().build()),
                        NEW,
                        NEW),
                Case.of(
                        "what waits for its dossier, the dossier, and both again",
                        it -> {
                            DossierMessage submission = aMessage().build();
                            DossierMessage early = land(submission.subject())
                                    .progressed(DossierStatus.ACCEPTED)
                                    .build();
                            return List.of(early, submission, early, submission);
                        },
                        NEW,
                        NEW,
                        REPEAT,
                        REPEAT),
                Case.of(
                        "a correction of nothing, and the same again",
                        it -> {
                            DossierMessage correction = land(it.dossier())
                                    .progressed(DossierStatus.IN_PROCESS)
                                    .correcting(UUID.randomUUID())
                                    .build();
                            return List.of(it.accepted(), correction, it.accepted());
                        },
                        REPEAT,
                        "NOTHING_TO_CORRECT",
                        REPEAT));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tellsEachItemOfABatchWhatBecameOfIt(Case one) {
        assertThat(told(node.acceptInOrder(one.list().apply(Story.begun()), true)))
                .isEqualTo(one.inBatch());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tellsEachMessageOfAQueueWhatBecameOfIt(Case one) {
        assertThat(told(node.acceptInOrder(one.list().apply(Story.begun()), false)))
                .isEqualTo(one.onQueue());
    }

    /** A message that PostgreSQL cannot take has the list committed in halves. */
    @Test
    void knowsInTheSecondHalfOfAListWhatTheFirstHalfWrote() {
        Story story = Story.begun();
        DossierMessage next = story.next();
        Candidate poison = AcceptNode.candidate(aMessage().build());
        Candidate unwritable = new Candidate(
                poison.message(),
                poison.canonicalForm(),
                poison.digest(),
                poison.sender(),
                poison.protocol(),
                poison.received(),
                "application/\u0000json",
                false,
                Set.of());

        List<AcceptResult> results = node.candidatesInOrder(
                List.of(
                        AcceptNode.candidate(next),
                        AcceptNode.candidate(story.refused()),
                        unwritable,
                        AcceptNode.candidate(next),
                        AcceptNode.candidate(story.accepted()),
                        AcceptNode.candidate(story.next())),
                true);

        assertThat(told(results))
                .containsExactly(NEW, "DOSSIER_EXISTS", "INTERNAL", REPEAT, REPEAT, "PREDECESSOR_REFUSED");
        assertThat(rows.column(Long.class, """
                        select d.sequence from delivery d join dossier s using (dossier_id)
                        where s.code = ? and d.destination = 'hpasc-core' order by 1""", story.dossier())).containsExactly(1L, 2L);
    }

    @Test
    void takesOnlyRepeatsOfADossierOfWhichTheListHasAMessageThatIngressRefused() {
        Story story = Story.begun();
        Set<String> refused = Set.of(story.dossier());

        List<AcceptResult> results = node.candidatesInOrder(
                List.of(
                        AcceptNode.candidate(story.accepted()).afterRefused(refused),
                        AcceptNode.candidate(story.next()).afterRefused(refused),
                        AcceptNode.candidate(land(story.alias())
                                        .progressed(DossierStatus.IN_PROCESS)
                                        .build())
                                .afterRefused(refused)),
                true);

        assertThat(told(results)).containsExactly(REPEAT, "PREDECESSOR_REFUSED", "PREDECESSOR_REFUSED");
    }

    /** Two parked lines, withdrawn in the order against that of all who lock lines. */
    @Test
    void locksTheLinesThatAWithdrawalEndsInTheOrderOfAllOthers() throws Exception {
        List<String> dossiers = Stream.generate(Story::begun)
                .limit(2)
                .map(Story::dossier)
                .sorted(java.util.Comparator.comparing(OrderAndRepeatsIT::idOf))
                .toList();
        dossiers.forEach(code -> rows.run(
                "update delivery set state = 'parked' where dossier_id = ? and destination = 'land-office'",
                idOf(code)));
        List<DossierMessage> withdrawals = dossiers.reversed().stream()
                .map(code -> aMessage().about(code).withdrawn().build())
                .toList();
        try (Connection other = node.pool.getConnection();
                Statement statement = other.createStatement();
                ExecutorService sender = Executors.newSingleThreadExecutor()) {
            other.setAutoCommit(false);
            statement.execute(lineOf(dossiers.getFirst()) + " for update");
            Future<List<AcceptResult>> answer = sender.submit(() -> node.acceptInOrder(withdrawals, true));
            await().until(() -> new Rows(node.pool)
                            .count("select count(*) from pg_stat_activity"
                                    + " where datname = current_database() and wait_event_type = 'Lock'")
                    > 0);

            // it waits for the first line and must not have the second
            statement.execute(lineOf(dossiers.getLast()) + " for update nowait");
            other.commit();

            assertThat(told(answer.get(30, TimeUnit.SECONDS))).containsExactly(NEW, NEW);
        }
        dossiers.forEach(code -> assertThat(rows.column(
                        String.class,
                        "select state from delivery where dossier_id = ? and destination = 'land-office'"
                                + " order by sequence",
                        idOf(code)))
                .startsWith("cancelled")
                .endsWith("in-flight"));
    }

    /** What waits behind a parked message ends with a withdrawal, whether they come one after the other or in one commit. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endsWhatCameBeforeAWithdrawalInItsListAsIfItHadComeAlone(boolean together) {
        DossierMessage submission = aMessage().build();
        node.receipt(submission);
        String dossier = submission.subject();
        rows.run("update delivery set state = 'parked' where dossier_id = ?", idOf(dossier));
        List<DossierMessage> list = List.of(
                aMessage()
                        .about(dossier)
                        .with(MessageType.SUPPLEMENTED, new Supplemented(List.of(), null, null, null))
                        .build(),
                aMessage().about(dossier).withdrawn().build());

        List<AcceptResult> results = together
                ? node.acceptInOrder(list, true)
                : list.stream().map(node::accept).toList();

        assertThat(told(results)).containsExactly(NEW, NEW);
        assertThat(rows.column(
                        String.class,
                        "select sequence || ' ' || state || coalesce(' ' || reason, '') from delivery"
                                + " where dossier_id = ? order by sequence",
                        idOf(dossier)))
                .containsExactly(
                        "1 cancelled the dossier was withdrawn",
                        "2 cancelled the dossier was withdrawn",
                        "3 in-flight");
        assertThat(rows.all("select last_sequence, open_count from line where dossier_id = ?", idOf(dossier)))
                .containsExactly(Map.of("last_sequence", 3L, "open_count", 1));
        assertThat(rows.count(
                        "select count(*) from ledger_entry where dossier_id = ? and kind = 'closed'", idOf(dossier)))
                .isEqualTo(2);
    }

    private static String lineOf(String dossier) {
        return "select 1 from line where dossier_id = " + idOf(dossier) + " and destination = 'land-office'";
    }

    private static long idOf(String dossier) {
        return rows.count("select dossier_id from dossier where code = ? and held_for is null", dossier);
    }

    private static List<String> told(List<AcceptResult> results) {
        return results.stream()
                .map(result -> switch (result) {
                    case AcceptResult.Receipted(Receipt receipt) -> receipt.repeat() ? REPEAT : NEW;
                    case AcceptResult.Refused(var problem) -> problem.code().name();
                })
                .toList();
    }
}
