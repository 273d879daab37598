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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder;
import vn.gov.hanoi.hpasc.dossier.Alias;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.Officer;
import vn.gov.hanoi.hpasc.dossier.Progressed;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.identity.AgencyLimits;
import vn.gov.hanoi.hpasc.hub.storage.Rows;
import vn.gov.hanoi.hpasc.hub.storage.SharedPostgres;

/** Two nodes that decide about one name at the same moment come to what one of them would have, one after the other. */
class NamesIT {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T02:00:00Z"), ZoneOffset.UTC);
    private static final Officer OFFICER = new Officer("Trần Quốc Bảo", "Chuyên viên", "Phòng Đăng ký đất đai");
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final String NEW = "NEW";
    private static final String HELD = "HELD";

    private static final MeetingClock FIRST = new MeetingClock(CLOCK);
    private static final MeetingClock SECOND = new MeetingClock(CLOCK);
    private static AcceptNode first;
    private static AcceptNode second;
    private static Rows rows;

    @BeforeAll
    static void start() {
        String url = SharedPostgres.migrated();
        first = AcceptNode.on(url, FIRST);
        second = AcceptNode.on(url, SECOND);
        rows = new Rows(first.ownerPool);
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    /**
     * Two messages about one name.
     *
     * @param orders what both get in one order or the other
     */
    private record Race(String name, Supplier<List<DossierMessage>> messages, List<List<String>> orders) {

        static Race of(String name, Supplier<List<DossierMessage>> messages, List<String> one, List<String> other) {
            return new Race(name, messages, List.of(one, other));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static String code() {
        return "H26.13-261123-%05d".formatted(NUMBERS.incrementAndGet());
    }

    /** A dossier that is registered, with the code. */
    private static String registered() {
        DossierMessage submission = aMessage().build();
        first.receipt(submission);
        return submission.subject();
    }

    private static MessageBuilder land(String subject) {
        return aMessage().about(subject).from("H26.13");
    }

    private static DossierMessage named(String subject, String system, String alias) {
        return land(subject)
                .with(
                        MessageType.PROGRESSED,
                        new Progressed(
                                DossierStatus.ACCEPTED, OFFICER, null, null, null, List.of(new Alias(system, alias))))
                .build();
    }

    private static DossierMessage submitted(String code, Alias... aliases) {
        var dossier = aDossier();
        for (Alias alias : aliases) {
            dossier = dossier.alias(alias.system(), alias.code());
        }
        return aSubmission(dossier).about(code).from("H26.13").build();
    }

    private static Stream<Race> races() {
        return Stream.of(
                Race.of(
                        "a submission with an alias, and one of that code",
                        () -> {
                            String code = code();
                            return List.of(submitted(code(), new Alias("land-registry", code)), submitted(code));
                        },
                        List.of(NEW, "DOSSIER_EXISTS"),
                        List.of("ALIAS_TAKEN", NEW)),
                Race.of(
                        "an alias of a registered dossier, and a submission of that code",
                        () -> {
                            String code = code();
                            return List.of(named(registered(), "land-registry", code), submitted(code));
                        },
                        List.of(NEW, "DOSSIER_EXISTS"),
                        List.of("ALIAS_TAKEN", NEW)),
                Race.of(
                        "an alias in the other notation of a code, and a submission of that code",
                        () -> {
                            String code = code();
                            String other = code.replace("H26.13-", "000.00.13.H26-");
                            return List.of(submitted(code(), new Alias("land-registry", other)), submitted(code));
                        },
                        List.of(NEW, "DOSSIER_EXISTS"),
                        List.of("ALIAS_TAKEN", NEW)),
                Race.of(
                        "an alias of two dossiers in one system",
                        () -> {
                            String alias = "SBN-" + UUID.randomUUID();
                            return List.of(named(registered(), "a", alias), named(registered(), "a", alias));
                        },
                        List.of(NEW, "ALIAS_TAKEN"),
                        List.of("ALIAS_TAKEN", NEW)),
                Race.of(
                        "an alias of two dossiers in two systems",
                        () -> {
                            String alias = "SBN-" + UUID.randomUUID();
                            return List.of(named(registered(), "a", alias), named(registered(), "b", alias));
                        },
                        List.of(NEW, NEW),
                        List.of(NEW, NEW)),
                Race.of(
                        "two submissions of one code",
                        () -> {
                            String code = code();
                            return List.of(submitted(code), submitted(code));
                        },
                        List.of(NEW, "DOSSIER_EXISTS"),
                        List.of("DOSSIER_EXISTS", NEW)),
                Race.of(
                        "a submission, and a message about its dossier",
                        () -> {
                            String code = code();
                            return List.of(
                                    submitted(code),
                                    land(code)
                                            .progressed(DossierStatus.ACCEPTED)
                                            .build());
                        },
                        List.of(NEW, NEW),
                        List.of(NEW, HELD)),
                Race.of(
                        "an alias, and a message that names it",
                        () -> {
                            String alias = "SBN-" + UUID.randomUUID();
                            return List.of(
                                    named(registered(), "a", alias),
                                    land(alias)
                                            .progressed(DossierStatus.ACCEPTED)
                                            .build());
                        },
                        List.of(NEW, NEW),
                        List.of(NEW, HELD)));
    }

    @ParameterizedTest
    @MethodSource("races")
    void comesToWhatOneOrderOfTheTwoWouldHave(Race race) {
        List<DossierMessage> messages = race.messages().get();
        AtomicBoolean met = new AtomicBoolean();
        CyclicBarrier decided = new CyclicBarrier(2, () -> met.set(true));
        FIRST.meet(decided);
        SECOND.meet(decided);

        List<String> told = together(messages.get(0), messages.get(1));

        assertThat(met).as("both decided before either wrote").isTrue();
        assertThat(race.orders()).contains(told);
        assertThat(rows.count("select count(*) from held_message"))
                .as("what waits although its dossier is there")
                .isZero();
        assertThat(hidden()).isEmpty();
    }

    /** The example as it was found: 60 pairs, of which 27 were both accepted. */
    @Test
    void acceptsOneOfEachPairOfACodeAndAnAliasOfTheSameText() {
        List<CompletableFuture<List<String>>> pairs = new ArrayList<>();
        for (int pair = 0; pair < 60; pair++) {
            String code = code();
            pairs.add(both(submitted(code(), new Alias("land-registry", code)), submitted(code)));
        }

        assertThat(pairs)
                .allSatisfy(pair ->
                        assertThat(pair.join()).isIn(List.of(NEW, "DOSSIER_EXISTS"), List.of("ALIAS_TAKEN", NEW)));
        assertThat(hidden()).isEmpty();
    }

    /** Each message that waits brings the name under which the next one waits; the last name is another dossier's. */
    @Test
    void letsAWholeChainOfHeldMessagesGoOnInOneStep() {
        String taken = "SBN-" + UUID.randomUUID();
        List<String> names = Stream.generate(() -> "SBN-" + UUID.randomUUID())
                .limit(4)
                .sorted(java.util.Comparator.reverseOrder())
                .toList();
        first.receipt(named(registered(), "a", taken));
        for (int i = 1; i < names.size(); i++) {
            first.receipt(named(names.get(i - 1), "a", names.get(i)));
        }
        Receipt last = first.receipt(named(names.getLast(), "a", taken));
        String dossier = registered();

        assertThat(told(first.accept(named(dossier, "a", names.getFirst())))).isEqualTo(NEW);

        assertThat(rows.count("select count(*) from held_message")).isZero();
        assertThat(rows.column(String.class, """
                        select a.code from dossier_alias a join dossier d using (dossier_id)
                        where d.code = ? order by a.code desc""", dossier)).containsExactlyElementsOf(names);
        assertThat(rows.column(
                        String.class,
                        "select code from ledger_entry where kind = 'expired' and exchange_id = ?",
                        last.exchangeId()))
                .containsExactly(ErrorCode.ALIAS_TAKEN.wire());
    }

    @Test
    void findsADossierByItsAliasInWhateverNotationAndShowsItAsItWasGiven() {
        String alias = code();
        String given = alias.replace("H26.13-", "000.00.13.H26-");
        String dossier = registered();
        first.receipt(named(dossier, "land-registry", given));

        Receipt receipt =
                first.receipt(land(alias).progressed(DossierStatus.IN_PROCESS).build());

        assertThat(rows.column(
                        String.class,
                        "select d.code from dossier d join message m using (dossier_id)" + " where m.exchange_id = ?",
                        receipt.exchangeId()))
                .containsExactly(dossier);
        assertThat(rows.column(
                        String.class, "select d.code from dossier d where d.dossier_id = dossier_named(?)", alias))
                .containsExactly(dossier);
        assertThat(rows.column(
                        String.class,
                        "select a.code from dossier_alias a join dossier d using (dossier_id) where d.code = ?",
                        dossier))
                .containsExactly(given);
    }

    /** Of a sender of whom one message may wait, each node counts none and takes one. */
    @Test
    void letsNoMoreMessagesOfASenderWaitBecauseTwoNodesCountThem() throws Exception {
        String code = code();
        try (Connection other = first.ownerPool.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            // the first node has counted when it wants to make this place, and waits here
            statement.execute("insert into dossier (code, held_for, created_at, updated_at) values ('" + code
                    + "', 'H26.19', now(), now())");
            CompletableFuture<AcceptResult> one = first.offer(limited(code));
            await().until(() -> waitingForLocks() == 1);
            CompletableFuture<AcceptResult> more = second.offer(limited(code()));
            await().until(() -> more.isDone() || waitingForLocks() == 2);
            other.rollback();

            assertThat(List.of(told(one.get(20, TimeUnit.SECONDS)), told(more.get(20, TimeUnit.SECONDS))))
                    .containsExactly(HELD, "TOO_MANY_REQUESTS");
        } finally {
            rows.run("delete from held_message where sender = 'H26.19'");
        }
    }

    private static long waitingForLocks() {
        return new Rows(first.pool)
                .count("select count(*) from pg_stat_activity"
                        + " where datname = current_database() and wait_event_type = 'Lock'");
    }

    private static Candidate limited(String code) {
        Candidate candidate = AcceptNode.candidate(aMessage()
                .about(code)
                .from("H26.19")
                .progressed(DossierStatus.ACCEPTED)
                .build());
        Agency agency = candidate.sender();
        AgencyLimits none = AgencyLimits.NONE;
        AgencyLimits one = new AgencyLimits(
                none.perSecond(),
                none.burst(),
                none.concurrency(),
                none.bytesInFlight(),
                none.waiting(),
                1,
                none.stored());
        Agency limited = new Agency(
                agency.code(),
                agency.otherCodes(),
                agency.vietnameseName(),
                agency.englishName(),
                agency.destination(),
                agency.grants(),
                agency.publicKeys(),
                agency.versions(),
                agency.withdrawnPassesParked(),
                one,
                agency.ownership(),
                agency.payments());
        return Candidate.of(
                candidate.message(), limited, candidate.protocol(), candidate.received(), "application/json");
    }

    /** Aliases that nobody reaches, since a dossier of that code is there. */
    private static List<String> hidden() {
        return rows.column(String.class, "select name from shared_name where hidden");
    }

    private static List<String> together(DossierMessage one, DossierMessage other) {
        return both(one, other).orTimeout(60, TimeUnit.SECONDS).join();
    }

    private static CompletableFuture<List<String>> both(DossierMessage one, DossierMessage other) {
        return first.offer(one).thenCombine(second.offer(other), (a, b) -> List.of(told(a), told(b)));
    }

    private static String told(AcceptResult result) {
        return switch (result) {
            case AcceptResult.Receipted(Receipt receipt) -> "held".equals(receipt.mark()) ? HELD : NEW;
            case AcceptResult.Refused(var problem) -> problem.code().name();
        };
    }
}
