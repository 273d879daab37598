package vn.gov.hanoi.hpasc.hub.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static vn.gov.hanoi.hpasc.connectors.testkit.DossierBuilder.aDossier;
import static vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder.aMessage;
import static vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder.aSubmission;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.Alias;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageKey;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.Officer;
import vn.gov.hanoi.hpasc.dossier.PaymentConfirmed;
import vn.gov.hanoi.hpasc.dossier.Progressed;
import vn.gov.hanoi.hpasc.dossier.Reopened;
import vn.gov.hanoi.hpasc.dossier.Resolution;
import vn.gov.hanoi.hpasc.dossier.Resolved;
import vn.gov.hanoi.hpasc.dossier.Submitted;
import vn.gov.hanoi.hpasc.dossier.Supplemented;
import vn.gov.hanoi.hpasc.dossier.Vnd;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.hub.accept.Fold.Decision;
import vn.gov.hanoi.hpasc.hub.authority.ShippedAuthority;
import vn.gov.hanoi.hpasc.hub.dossier.DossierState;
import vn.gov.hanoi.hpasc.hub.dossier.DossierTable.Aliased;
import vn.gov.hanoi.hpasc.hub.dossier.DossierTable.Locked;
import vn.gov.hanoi.hpasc.hub.dossier.Dossiers;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.identity.AgencyLimits;
import vn.gov.hanoi.hpasc.hub.identity.City;
import vn.gov.hanoi.hpasc.hub.ledger.LedgerEntry;
import vn.gov.hanoi.hpasc.hub.ledger.LedgerEntry.Kind;
import vn.gov.hanoi.hpasc.hub.line.DeliveryState;
import vn.gov.hanoi.hpasc.hub.line.LineKey;
import vn.gov.hanoi.hpasc.hub.line.ParkedTable.Correctable;
import vn.gov.hanoi.hpasc.hub.payment.obligation.Dues;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable;
import vn.gov.hanoi.hpasc.hub.routing.ShippedRouting;

class FoldTest {

    private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
    private static final String CODE = "H26.103-261123-0001";
    private static final int MOST_HELD = 3;
    private static final Officer OFFICER = new Officer("Trần Quốc Bảo", "Chuyên viên", "Phòng Đăng ký đất đai");

    private final Submission submission = new Submission(true);
    private final Map<String, DossierState> dossiers = new HashMap<>();
    private final Map<MessageKey, KnownMessage> known = new HashMap<>();
    private final Map<UUID, List<Correctable>> correctable = new HashMap<>();
    private final Map<String, List<Aliased>> aliases = new HashMap<>();
    private final List<DossierState> places = new ArrayList<>();
    private final Map<Long, List<HeldMessage>> held = new HashMap<>();
    private final Map<Long, Dues> dues = new HashMap<>();
    private Workspace workspace = workspace();

    private Workspace workspace() {
        return new Workspace(NOW, new Locked(dossiers, aliases, places, Map.of()), known, correctable, held, dues);
    }

    private static Fold fold(RoutingTable routing) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        Notices notices = new Notices(City.agencies(), new AgencyCode("H26"), new MessageCodec(), clock);
        return new Fold(
                routing,
                City.agencies(),
                ShippedAuthority.among(City.agencies(), routing),
                notices,
                Duration.ofHours(24));
    }

    private List<Decision> decide(DossierMessage... messages) {
        return decide(fold(ShippedRouting.among(City.agencies())), messages);
    }

    private List<Decision> decide(Fold fold, DossierMessage... messages) {
        workspace = workspace();
        List<Decision> decisions = new ArrayList<>();
        Arrays.stream(messages)
                .map(message -> new Entry(AcceptNode.candidate(message), new byte[0], submission, null))
                .forEach(entry -> decisions.add(fold.decide(entry, workspace)));
        return decisions;
    }

    private DossierState has(DossierStatus status) {
        DossierState dossier = Dossiers.land(7, CODE, status);
        dossiers.put(CODE, dossier);
        return dossier;
    }

    private static MessageBuilder about(String dossier) {
        return aMessage().about(dossier);
    }

    private static MessageBuilder land(String dossier) {
        return about(dossier).from("H26.13");
    }

    private static MessageBuilder progressed(String dossier, DossierStatus status, Alias... aliases) {
        return land(dossier)
                .with(MessageType.PROGRESSED, new Progressed(status, OFFICER, null, null, null, List.of(aliases)));
    }

    private static Taken taken(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Take.class);
        return ((Decision.Take) decision).taken();
    }

    private static ErrorCode refused(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Refuse.class);
        return ((Decision.Refuse) decision).problem().code();
    }

    private List<String> sent() {
        return workspace.outgoing.stream()
                .map(outgoing -> outgoing.destination())
                .toList();
    }

    // repeats, conflicts, predecessors

    @Test
    void takesAMessageOnceThatComesTwiceInACommit() {
        DossierMessage message = about(CODE).build();

        List<Decision> decisions =
                decide(message, message, aMessage().id(message.id()).build());

        assertThat(decisions.get(1)).isEqualTo(new Decision.RepeatTaken(taken(decisions.get(0))));
        assertThat(refused(decisions.get(2))).isEqualTo(ErrorCode.KEY_CONFLICT);
        assertThat(workspace.taken).hasSize(1);
        assertThat(sent()).containsExactly("land-office");
    }

    @Test
    void knowsWhatWasAcceptedBefore() {
        DossierMessage message = about(CODE).build();
        Candidate candidate = AcceptNode.candidate(message);
        KnownMessage before = new KnownMessage(
                candidate.digest(),
                new Receipt(
                        UUID.randomUUID(),
                        "",
                        "",
                        candidate.digest(),
                        NOW,
                        false,
                        null,
                        List.of(),
                        new Receipt.Evidence("", 0, 1, List.of(), "")));
        known.put(message.key(), before);

        List<Decision> decisions =
                decide(message, about("H26.103-261123-0002").id(message.id()).build());

        assertThat(decisions.get(0)).isEqualTo(new Decision.RepeatKnown(before));
        assertThat(refused(decisions.get(1))).isEqualTo(ErrorCode.KEY_CONFLICT);
        assertThat(workspace.taken).isEmpty();
        assertThat(workspace.outgoing).isEmpty();
    }

    @Test
    void refusesWhatFollowsARefusedMessageOfItsDossierAlsoInAnEarlierCommit() {
        submission.refusedDossiers().add(CODE);

        assertThat(refused(decide(about(CODE).build()).getFirst())).isEqualTo(ErrorCode.PREDECESSOR_REFUSED);
        assertThat(decide(aMessage().build()).getFirst()).isInstanceOf(Decision.Take.class);
    }

    @Test
    void doesNotLetSubmissionsOfDifferentSendersRefuseEachOther() {
        has(DossierStatus.ACCEPTED);
        Fold fold = fold(ShippedRouting.among(City.agencies()));
        decide(fold, aSubmission(aDossier()).about(CODE).build());

        Entry other = new Entry(
                AcceptNode.candidate(progressed(CODE, DossierStatus.IN_PROCESS).build()),
                new byte[0],
                new Submission(true),
                null);
        assertThat(fold.decide(other, workspace)).isInstanceOf(Decision.Take.class);
    }

    // registration

    @Test
    void registersADossierWithTheAgencyOfItsProcedure() {
        Taken taken =
                taken(decide(aSubmission(aDossier().handledBy(null)).about(CODE).build())
                        .getFirst());

        assertThat(taken.before()).isNull();
        assertThat(taken.after()).isEqualTo(DossierStatus.REGISTERED);
        assertThat(taken.position()).isEqualTo(1);
        assertThat(taken.mark()).isNull();
        assertThat(taken.dossier().registeredBy()).isEqualTo(taken.exchangeId());
        assertThat(taken.dossier().registration())
                .satisfies(as -> assertThat(as.handlingAgency()).isEqualTo(new AgencyCode("H26.13")));
        assertThat(sent()).containsExactly("land-office");
    }

    @ParameterizedTest
    @CsvSource({"H26.13, land-office", "H26.13.5, land-office", "000.00.13.H26, land-office"})
    void letsTheAgencyOfTheProcedureAndItsSubunitsHandleIt(String agency, String destination) {
        taken(decide(aSubmission(aDossier().handledBy(agency)).about(CODE).build())
                .getFirst());

        assertThat(sent()).containsExactly(destination);
    }

    @ParameterizedTest
    @CsvSource({"H26.19", "H26.130", "H26", "H26.1"})
    void refusesAnAgencyThatDoesNotHandleTheProcedure(String agency) {
        Decision decision = decide(
                        aSubmission(aDossier().handledBy(agency)).about(CODE).build())
                .getFirst();

        assertThat(refused(decision)).isEqualTo(ErrorCode.WRONG_HANDLING_AGENCY);
        assertThat(workspace.touched).isEmpty();
        assertThat(workspace.remarks)
                .singleElement()
                .extracting(LedgerEntry::kind, LedgerEntry::actor, LedgerEntry::code)
                .containsExactly(Kind.TURNED_AWAY, "H26.01", "HUB-302");
    }

    @Test
    void refusesASecondRegistration() {
        has(DossierStatus.ACCEPTED);

        assertThat(refused(decide(aSubmission(aDossier()).about(CODE).build()).getFirst()))
                .isEqualTo(ErrorCode.DOSSIER_EXISTS);
        assertThat(refused(decide(
                                aMessage().about("H26.1-261123-0009").build(),
                                aMessage().about("H26.1-261123-0009").build())
                        .get(1)))
                .as("the second in a commit")
                .isEqualTo(ErrorCode.DOSSIER_EXISTS);
    }

    @Test
    void refusesAnUnknownProcedureOrHoldsItForAPerson() {
        DossierMessage unknown = aSubmission(
                        aDossier().procedure("9.999999", "Thủ tục mới").handledBy(null))
                .about(CODE)
                .build();
        DossierMessage next = about(CODE).withdrawn().build();

        assertThat(refused(decide(unknown).getFirst())).isEqualTo(ErrorCode.UNKNOWN_PROCEDURE);

        List<Decision> parked = decide(fold(ShippedRouting.parkingUnknownProcedures(City.agencies())), unknown, next);
        assertThat(parked)
                .allSatisfy(decision -> assertThat(taken(decision).mark()).isEqualTo("held"));
        assertThat(sent()).isEmpty();
        assertThat(workspace.toHold)
                .extracting(HeldMessage::reason, HeldMessage::deadline)
                .containsOnly(tuple(HeldMessage.Reason.UNKNOWN_PROCEDURE, null));
    }

    // status

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "1, 2, 2, -",
                "1, 4, 4, gap",
                "4, 2, 4, late",
                "5, 4, 5, late",
                "10, 4, 10, late",
                "2, 2, 2, -",
                "2, 9, 9, gap"
            })
    void marksWhatIsLateOrSkipsAStepAndTellsThoseWhoMustKnow(int from, int to, int after, String mark) {
        has(DossierStatus.of(from));

        Taken taken =
                taken(decide(progressed(CODE, DossierStatus.of(to)).build()).getFirst());

        assertThat(taken.mark()).isEqualTo(mark);
        assertThat(taken.before()).isEqualTo(DossierStatus.of(from));
        assertThat(taken.after()).isEqualTo(DossierStatus.of(after));
        assertThat(sent()).containsExactly("hpasc-core");
    }

    @Test
    void leavesThePromisedDateAsItIsWhenTheMessageIsLate() {
        DossierState dossier = has(DossierStatus.PROCESSED);
        Progressed late = new Progressed(DossierStatus.IN_PROCESS, OFFICER, null, null, NOW.plusSeconds(1), null);
        decide(land(CODE).with(MessageType.PROGRESSED, late).build());
        assertThat(dossier.registration())
                .satisfies(as -> assertThat(as.dueAt()).isNull());

        DossierState moving = has(DossierStatus.ACCEPTED);
        decide(land(CODE).with(MessageType.PROGRESSED, late).build());
        assertThat(moving.registration()).satisfies(as -> assertThat(as.dueAt()).isEqualTo(NOW.plusSeconds(1)));
    }

    @ParameterizedTest
    @CsvSource({"3", "7", "8"})
    void refusesWhateverComesAfterAnEarlyEnd(int status) {
        has(DossierStatus.of(status));

        Decision decision =
                decide(progressed(CODE, DossierStatus.IN_PROCESS).build()).getFirst();

        assertThat(refused(decision)).isEqualTo(ErrorCode.ILLEGAL_MOVE);
        assertThat(workspace.touched).isEmpty();
        assertThat(workspace.outgoing).isEmpty();
    }

    @Test
    void foldsTheMessagesOfACommitOneAfterTheOther() {
        List<Decision> decisions = decide(
                about(CODE).build(),
                progressed(CODE, DossierStatus.ACCEPTED).build(),
                land(CODE).supplementRequested().build(),
                about(CODE)
                        .with(MessageType.SUPPLEMENTED, new Supplemented(List.of(), null, null, null))
                        .build(),
                land(CODE).resolved().build());

        assertThat(decisions)
                .extracting(decision -> taken(decision).after())
                .containsExactly(
                        DossierStatus.REGISTERED,
                        DossierStatus.ACCEPTED,
                        DossierStatus.SUPPLEMENT_REQUESTED,
                        DossierStatus.IN_PROCESS,
                        DossierStatus.PROCESSED);
        assertThat(decisions).extracting(decision -> taken(decision).position()).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(sent()).containsExactly("land-office", "hpasc-core", "hpasc-core", "land-office", "hpasc-core");
    }

    @Test
    void stopsWhereAResolutionSaysSoAndReopensWhereConfigured() {
        has(DossierStatus.IN_PROCESS);
        Resolved stopped = new Resolved(Resolution.STOPPED, null, null, null, null, null);
        assertThat(taken(decide(land(CODE).with(MessageType.RESOLVED, stopped).build())
                                .getFirst())
                        .after())
                .isEqualTo(DossierStatus.STOPPED);

        Reopened reopened = new Reopened("theo yêu cầu", DossierStatus.ACCEPTED, null);
        DossierMessage message = land(CODE).with(MessageType.REOPENED, reopened).build();
        assertThat(refused(decide(message).getFirst())).isEqualTo(ErrorCode.ILLEGAL_MOVE);
        has(DossierStatus.RESULT_RETURNED);
        assertThat(taken(decide(message).getFirst()).after()).isEqualTo(DossierStatus.ACCEPTED);
    }

    // aliases

    @Test
    void findsADossierByAnAliasThatWasNamedInTheSameCommit() {
        Alias alias = new Alias("land-registry", "SBN-0001");

        List<Decision> decisions = decide(
                about(CODE).build(),
                progressed(CODE, DossierStatus.ACCEPTED, alias, alias).build(),
                land("SBN-0001").supplementRequested().build());

        assertThat(taken(decisions.get(2)).dossier())
                .isSameAs(taken(decisions.get(0)).dossier());
        assertThat(taken(decisions.get(2)).dossier().newAliases()).containsExactly(alias);
    }

    @Test
    void takesAnAliasAgainThatTheDossierHasAlready() {
        DossierState dossier = has(DossierStatus.REGISTERED);
        aliases.put("SBN-0001", List.of(new Aliased("x", dossier)));

        taken(decide(progressed("SBN-0001", DossierStatus.ACCEPTED, new Alias("x", "SBN-0001"), new Alias("x", CODE))
                        .build())
                .getFirst());

        assertThat(dossier.newAliases()).isEmpty();
    }

    @Test
    void refusesAnAliasOfAnotherDossierAndAddsNoneOfTheMessage() {
        DossierState dossier = has(DossierStatus.REGISTERED);
        String other = "H26.13-261123-0002";
        dossiers.put(other, Dossiers.land(8, other, DossierStatus.ACCEPTED));
        DossierMessage message = progressed(
                        CODE, DossierStatus.ACCEPTED, new Alias("x", "SBN-0001"), new Alias("x", other))
                .build();

        Decision decision = decide(message).getFirst();

        assertThat(decision).asInstanceOf(type(Decision.Refuse.class)).satisfies(refuse -> {
            assertThat(refuse.problem().code()).isEqualTo(ErrorCode.ALIAS_TAKEN);
            assertThat(refuse.problem().faults().getFirst().pointer()).isEqualTo("/data/aliases/1/code");
        });
        assertThat(dossier.newAliases()).isEmpty();
        assertThat(dossier.status()).isEqualTo(DossierStatus.REGISTERED);
    }

    @Test
    void letsWhatWasHeldUnderAnAliasGoOnAsTheDossiersOwn() {
        DossierState dossier = has(DossierStatus.REGISTERED);
        DossierState placeholder = Dossiers.waitingPlace(9, "SBN-0001", "H26.13", 1);
        places.add(placeholder);
        HeldMessage early = heldMessage(
                "SBN-0001", 1, land("SBN-0001").supplementRequested().build());
        held.put(9L, List.of(early));

        decide(progressed(CODE, DossierStatus.ACCEPTED, new Alias("a", "SBN-0001"), new Alias("b", "SBN-0001"))
                .build());

        assertThat(placeholder.mergedInto()).isEqualTo(CODE);
        assertThat(dossier.newAliases()).containsExactly(new Alias("a", "SBN-0001"), new Alias("b", "SBN-0001"));
        assertThat(dossier.status()).isEqualTo(DossierStatus.SUPPLEMENT_REQUESTED);
        assertThat(workspace.noLongerHeld).containsExactly(early.exchangeId());
        assertThat(workspace.outgoing)
                .allSatisfy(out -> assertThat(out.dossier()).isSameAs(dossier));
    }

    // held messages

    private static HeldMessage heldMessage(String code, long position, DossierMessage message) {
        return new HeldMessage(
                new UUID(position, code.hashCode()),
                message,
                position,
                HeldMessage.Reason.UNKNOWN_DOSSIER,
                NOW.plusSeconds(position),
                message.source().agency(),
                Candidate.Protocol.REST,
                false);
    }

    @Test
    void holdsAMessageAboutAnUnknownDossierForADay() {
        Taken taken =
                taken(decide(progressed(CODE, DossierStatus.ACCEPTED).build()).getFirst());

        assertThat(taken.mark()).isEqualTo("held");
        assertThat(sent()).isEmpty();
        assertThat(workspace.toHold).singleElement().satisfies(waiting -> {
            assertThat(waiting.reason()).isEqualTo(HeldMessage.Reason.UNKNOWN_DOSSIER);
            assertThat(waiting.deadline()).isEqualTo(NOW.plus(Duration.ofHours(24)));
        });
    }

    @Test
    void letsHeldMessagesGoOnInTheirOrderBehindTheSubmission() {
        places.add(Dossiers.waitingPlace(7, CODE, "H26.13", 2));
        HeldMessage first =
                heldMessage(CODE, 1, progressed(CODE, DossierStatus.ACCEPTED).build());
        HeldMessage second =
                heldMessage(CODE, 2, progressed(CODE, DossierStatus.IN_PROCESS).build());
        held.put(7L, List.of(first, second));

        Taken submitted = taken(decide(about(CODE).build()).getFirst());

        assertThat(workspace.outgoing)
                .extracting(out -> out.exchangeId(), out -> out.destination())
                .containsExactly(
                        tuple(submitted.exchangeId(), "land-office"),
                        tuple(first.exchangeId(), "hpasc-core"),
                        tuple(second.exchangeId(), "hpasc-core"));
        assertThat(submitted.position()).isEqualTo(1);
        assertThat(submitted.dossier().status()).isEqualTo(DossierStatus.IN_PROCESS);
        assertThat(workspace.remarks).extracting(LedgerEntry::kind).containsExactly(Kind.RELEASED, Kind.RELEASED);
    }

    @Test
    void refusesAHeldMessageThatHasBecomeIllegalAndTellsItsSender() {
        places.add(Dossiers.waitingPlace(7, CODE, "H26.01", 1));
        places.add(Dossiers.waitingPlace(8, CODE, "H26.13", 1));
        held.put(7L, List.of(heldMessage(CODE, 1, about(CODE).withdrawn().build())));
        held.put(
                8L,
                List.of(heldMessage(
                        CODE, 2, progressed(CODE, DossierStatus.IN_PROCESS).build())));

        decide(about(CODE).build());

        assertThat(workspace.remarks)
                .extracting(LedgerEntry::kind, LedgerEntry::code)
                .contains(tuple(Kind.EXPIRED, ErrorCode.ILLEGAL_MOVE.wire()));
        assertThat(workspace.taken.getLast().entry().candidate().message().type())
                .isEqualTo(MessageType.DELIVERY_REFUSED);
        assertThat(sent()).containsExactly("land-office", "land-office", "land-office");
        assertThat(workspace.noLongerHeld.stream().distinct()).hasSize(2);
    }

    @Test
    void reviewsOnlyWhatIsDueOrKnownByNow() {
        places.add(Dossiers.waitingPlace(7, CODE, "H26.13", 2));
        HeldMessage due = new HeldMessage(
                UUID.randomUUID(),
                progressed(CODE, DossierStatus.ACCEPTED).build(),
                1,
                HeldMessage.Reason.UNKNOWN_DOSSIER,
                NOW,
                new AgencyCode("H26.13"),
                Candidate.Protocol.REST,
                false);
        HeldMessage waiting =
                heldMessage(CODE, 2, progressed(CODE, DossierStatus.IN_PROCESS).build());
        held.put(7L, List.of(due, waiting));
        workspace = workspace();

        fold(ShippedRouting.among(City.agencies())).review(List.of(), workspace);

        assertThat(workspace.noLongerHeld).containsExactly(due.exchangeId());
        assertThat(sent()).containsExactly("land-office");
    }

    // strangers

    private static MessageBuilder stranger(String dossier) {
        return about(dossier).from("H26.19").progressed(DossierStatus.IN_PROCESS);
    }

    @Test
    void holdsAStrangersMessageApartFromTheDossierThatIsThere() {
        DossierState dossier = has(DossierStatus.ACCEPTED);

        Taken taken = taken(decide(stranger(CODE).build()).getFirst());

        assertThat(taken.mark()).isEqualTo("held");
        assertThat(taken.dossier()).isNotSameAs(dossier);
        assertThat(taken.dossier().heldFor()).isEqualTo(new AgencyCode("H26.19"));
        assertThat(dossier.messages()).isEqualTo(1);
        assertThat(workspace.touched).doesNotContain(dossier);
        assertThat(workspace.toHold)
                .singleElement()
                .satisfies(held -> assertThat(held.judged()).isTrue());
    }

    @Test
    void boundsHowManyMessagesOfASenderWait() {
        has(DossierStatus.ACCEPTED);

        Fold fold = fold(ShippedRouting.among(City.agencies()));
        workspace = workspace();
        List<Decision> decisions = Stream.of(CODE, "H26.01-261123-0009", CODE, "H26.01-261123-0010")
                .map(code -> fold.decide(limited(stranger(code).build()), workspace))
                .toList();

        assertThat(decisions.subList(0, MOST_HELD)).allSatisfy(FoldTest::taken);
        assertThat(refused(decisions.get(MOST_HELD))).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
        assertThat(fold.decide(
                        new Entry(
                                AcceptNode.candidate(about("H26.01-261123-0011")
                                        .from("H26.20")
                                        .progressed(DossierStatus.ACCEPTED)
                                        .build()),
                                new byte[0],
                                submission,
                                null),
                        workspace))
                .as("another sender's")
                .isInstanceOf(Decision.Take.class);
    }

    /** A message of a sender of whom few messages may wait. */
    private Entry limited(DossierMessage message) {
        Candidate candidate = AcceptNode.candidate(message);
        Agency agency = candidate.sender();
        AgencyLimits none = AgencyLimits.NONE;
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
                new AgencyLimits(
                        none.perSecond(),
                        none.burst(),
                        none.concurrency(),
                        none.bytesInFlight(),
                        none.waiting(),
                        MOST_HELD,
                        none.stored()),
                agency.ownership(),
                agency.payments());
        return new Entry(
                Candidate.of(message, limited, candidate.protocol(), new byte[0], "application/json"),
                new byte[0],
                submission,
                null);
    }

    @Test
    void tellsNobodyByACorrectionWhetherADossierIsThere() {
        has(DossierStatus.ACCEPTED);
        UUID refused = UUID.randomUUID();
        refusedAt("land-office", DeliveryState.PARKED, refused);

        List<Decision> decisions = decide(
                stranger(CODE).correcting(refused).build(),
                stranger("H26.01-261123-0009").correcting(refused).build());

        assertThat(decisions.get(0)).isEqualTo(decisions.get(1));
        assertThat(refused(decisions.get(0))).isEqualTo(ErrorCode.NOTHING_TO_CORRECT);
    }

    @Test
    void findsByAnAliasOfSeveralSystemsTheDossierThatTheSenderHasToDoWith() {
        DossierState land = has(DossierStatus.ACCEPTED);
        DossierState other = Dossiers.land(8, "H26.01-261123-0002", DossierStatus.ACCEPTED);
        dossiers.put(other.code(), other);
        aliases.put("SBN-0001", List.of(new Aliased("land-registry", land), new Aliased("strange", other)));

        Taken ofTheSystem = taken(
                decide(progressed("SBN-0001", DossierStatus.IN_PROCESS).build()).getFirst());
        assertThat(ofTheSystem.dossier()).isSameAs(land);
        Taken ambiguous = taken(
                decide(about("SBN-0001").from("H26.103").withdrawn().build()).getFirst());
        assertThat(ambiguous.mark()).as("both dossiers are the ward's").isEqualTo("held");
    }

    @Test
    void keepsWaitingWhatIsAboutADossierThatNobodyHandlesYet() {
        Fold fold = fold(ShippedRouting.parkingUnknownProcedures(City.agencies()));
        places.add(Dossiers.waitingPlace(9, CODE, "H26.103", 1));
        HeldMessage early =
                heldMessage(CODE, 1, about(CODE).from("H26.103").withdrawn().build());
        held.put(9L, List.of(early));

        List<Decision> decisions = decide(
                fold,
                aSubmission(aDossier().procedure("9.999999", "Thủ tục mới").handledBy(null))
                        .about(CODE)
                        .build(),
                about(CODE).from("H26.103").withdrawn().build());

        assertThat(decisions)
                .allSatisfy(decision -> assertThat(taken(decision).mark()).isEqualTo("held"));
        assertThat(workspace.noLongerHeld).isEmpty();
        assertThat(sent()).isEmpty();
    }

    @Test
    void letsAStrangersMessageGoOnWhenItIsAskedToTakePart() {
        has(DossierStatus.ACCEPTED);
        places.add(Dossiers.waitingPlace(9, CODE, "H26.20", 1));
        HeldMessage early = heldMessage(
                CODE,
                1,
                about(CODE).from("H26.20").progressed(DossierStatus.IN_PROCESS).build());
        HeldMessage tooMuch =
                heldMessage(CODE, 2, about(CODE).from("H26.20").resolved().build());
        held.put(9L, List.of(early, tooMuch));

        decide(land(CODE)
                .with(
                        MessageType.PROGRESSED,
                        new Progressed(
                                DossierStatus.ACCEPTED,
                                OFFICER,
                                null,
                                null,
                                null,
                                null,
                                List.of(new AgencyCode("H26.20"))))
                .build());

        assertThat(workspace.noLongerHeld).contains(early.exchangeId(), tooMuch.exchangeId());
        assertThat(workspace.remarks)
                .extracting(LedgerEntry::kind, LedgerEntry::code)
                .contains(tuple(Kind.RELEASED, null), tuple(Kind.EXPIRED, ErrorCode.NOT_YOURS.wire()));
    }

    @Test
    void letsHeldMessagesOfSeveralSendersGoOnInTheOrderOfAcceptance() {
        places.add(Dossiers.waitingPlace(7, CODE, "H26.01", 1));
        places.add(Dossiers.waitingPlace(8, CODE, "H26.13", 2));
        HeldMessage first =
                heldMessage(CODE, 1, progressed(CODE, DossierStatus.ACCEPTED).build());
        HeldMessage second = heldMessage(CODE, 2, land(CODE).resolved().build());
        HeldMessage third = heldMessage(CODE, 3, about(CODE).withdrawn().build());
        held.put(7L, List.of(third));
        held.put(8L, List.of(first, second));

        decide(about(CODE).build());

        assertThat(workspace.remarks)
                .filteredOn(remark -> remark.kind() == Kind.RELEASED)
                .extracting(remark -> remark.subject().exchangeId())
                .startsWith(first.exchangeId(), second.exchangeId());
        assertThat(workspace.noLongerHeld).contains(third.exchangeId());
    }

    @Test
    void letsAHeldMessageGoOnThatAskedAnotherHeldSenderToTakePart() {
        places.add(Dossiers.waitingPlace(7, CODE, "H26.20", 1));
        places.add(Dossiers.waitingPlace(8, CODE, "H26.13", 1));
        HeldMessage participant = heldMessage(
                CODE,
                1,
                about(CODE).from("H26.20").progressed(DossierStatus.IN_PROCESS).build());
        HeldMessage inviting = heldMessage(
                CODE,
                2,
                land(CODE)
                        .with(
                                MessageType.PROGRESSED,
                                new Progressed(
                                        DossierStatus.ACCEPTED,
                                        OFFICER,
                                        null,
                                        null,
                                        null,
                                        null,
                                        List.of(new AgencyCode("H26.20"))))
                        .build());
        held.put(7L, List.of(participant));
        held.put(8L, List.of(inviting));

        decide(about(CODE).build());

        assertThat(workspace.remarks)
                .filteredOn(remark -> remark.kind() == Kind.RELEASED)
                .extracting(remark -> remark.subject().exchangeId())
                .containsExactly(inviting.exchangeId(), participant.exchangeId());
        assertThat(workspace.refusedAuthority).isEmpty();
    }

    @Test
    void letsTheHubsOwnWordAboutAPaymentGoOn() {
        Fold parking = fold(ShippedRouting.parkingUnknownProcedures(City.agencies()));
        DossierState dossier = Dossiers.unassigned(7, CODE);
        dossiers.put(CODE, dossier);
        HeldMessage paid = heldMessage(
                CODE,
                1,
                about(CODE)
                        .from("H26")
                        .with(
                                MessageType.PAYMENT_CONFIRMED,
                                new PaymentConfirmed("LP-01", new Vnd(50_000), NOW, "vnpay", "T1", null))
                        .build());
        held.put(7L, List.of(paid));
        workspace = workspace();
        dossier.assign(new AgencyCode("H26.13"));

        parking.review(List.of(dossier), workspace);

        assertThat(workspace.remarks).extracting(LedgerEntry::kind).containsExactly(Kind.RELEASED);
    }

    @Test
    void addsTheAliasesOfAHeldMessageWhenItGoesOn() {
        places.add(Dossiers.waitingPlace(8, CODE, "H26.13", 1));
        held.put(
                8L,
                List.of(heldMessage(
                        CODE,
                        1,
                        progressed(CODE, DossierStatus.ACCEPTED, new Alias("a", "SBN-0001"))
                                .build())));

        Taken submitted = taken(decide(about(CODE).build()).getFirst());

        assertThat(submitted.dossier().newAliases()).containsExactly(new Alias("a", "SBN-0001"));
    }

    @Test
    void keepsAMessageWaitingWhoseDossierIsThereAndNobodyHandles() {
        DossierState dossier = Dossiers.unassigned(7, CODE);
        dossiers.put(CODE, dossier);
        places.add(Dossiers.waitingPlace(8, CODE, "H26.103", 1));
        HeldMessage over = new HeldMessage(
                new UUID(1, 1),
                about(CODE).from("H26.103").withdrawn().build(),
                1,
                HeldMessage.Reason.UNKNOWN_DOSSIER,
                NOW,
                new AgencyCode("H26.103"),
                Candidate.Protocol.REST,
                false);
        held.put(8L, List.of(over));
        workspace = workspace();

        fold(ShippedRouting.parkingUnknownProcedures(City.agencies())).review(List.of(dossier), workspace);

        assertThat(workspace.noLongerHeld).isEmpty();
        assertThat(workspace.withoutDeadline).containsExactly(over.exchangeId());
    }

    @Test
    void tellsOfHeldMessagesThatTurnOutToBeAStrangers() {
        places.add(Dossiers.waitingPlace(9, CODE, "H26.20", 1));
        HeldMessage early =
                heldMessage(CODE, 1, about(CODE).from("H26.20").resolved().build());
        held.put(9L, List.of(early));

        decide(about(CODE).build());

        assertThat(workspace.judged).containsExactly(early.exchangeId());
        assertThat(workspace.refusedAuthority).containsExactly(early);
    }

    // corrections

    private Correctable refusedAt(String destination, DeliveryState state, UUID exchangeId) {
        return refusedAt(destination, state, exchangeId, "H26.01");
    }

    private Correctable refusedAt(String destination, DeliveryState state, UUID exchangeId, String sender) {
        return refusedAt(destination, state, exchangeId, sender, MessageType.SUBMITTED);
    }

    private Correctable refusedAt(
            String destination, DeliveryState state, UUID exchangeId, String sender, MessageType type) {
        Correctable place = new Correctable(
                UUID.randomUUID(), new LineKey(7, destination), 4, 0, state, "/agencies/" + sender, type.wire());
        correctable.computeIfAbsent(exchangeId, id -> new ArrayList<>()).add(place);
        return place;
    }

    @Test
    void letsACorrectionTakeTheParkedPlaceOnce() {
        has(DossierStatus.REGISTERED);
        UUID refused = UUID.randomUUID();
        Correctable place = refusedAt("land-office", DeliveryState.PARKED, refused);

        List<Decision> decisions = decide(
                aSubmission(aDossier()).about(CODE).correcting(refused).build(),
                aSubmission(aDossier()).about(CODE).correcting(refused).build());

        taken(decisions.get(0));
        assertThat(refused(decisions.get(1))).isEqualTo(ErrorCode.NOTHING_TO_CORRECT);
        assertThat(workspace.outgoing).extracting(out -> out.replaces()).containsExactly(place);
    }

    @Test
    void appendsACorrectionOfWhatWasRefusedForGood() {
        has(DossierStatus.REGISTERED);
        UUID refused = UUID.randomUUID();
        refusedAt("land-office", DeliveryState.REFUSED, refused);

        taken(decide(aSubmission(aDossier()).about(CODE).correcting(refused).build())
                .getFirst());

        assertThat(workspace.outgoing).extracting(out -> out.replaces()).containsOnlyNulls();
    }

    @Test
    void letsAnAgencyCorrectOnlyItsOwnAndThoseItIsTrustedWith() {
        has(DossierStatus.REGISTERED);
        UUID ofTheWard = UUID.randomUUID();
        UUID ofTheCentre = UUID.randomUUID();
        refusedAt("land-office", DeliveryState.PARKED, ofTheWard, "000.00.103.H26");
        refusedAt("land-office", DeliveryState.REFUSED, ofTheCentre, "H26.01");

        List<Decision> decisions = decide(
                aSubmission(aDossier())
                        .about(CODE)
                        .from("H26.01")
                        .correcting(ofTheWard)
                        .build(),
                aSubmission(aDossier())
                        .about(CODE)
                        .from("H26.103")
                        .correcting(ofTheCentre)
                        .build());

        taken(decisions.getFirst());
        assertThat(refused(decisions.getLast())).isEqualTo(ErrorCode.NOT_YOURS);
    }

    @Test
    void letsNoParticipantTakeTheDossierOverByACorrection() {
        DossierState dossier = has(DossierStatus.IN_PROCESS);
        dossier.invite(List.of(new AgencyCode("H26.20")));
        UUID ofTheParticipant = UUID.randomUUID();
        refusedAt("land-office", DeliveryState.PARKED, ofTheParticipant, "H26.20", MessageType.PROGRESSED);

        Decision decision = decide(aSubmission(aDossier()
                                .procedure("1.008432", "Cung cấp thông tin")
                                .handledBy("H26.20"))
                        .about(CODE)
                        .from("H26.20")
                        .correcting(ofTheParticipant)
                        .build())
                .getFirst();

        assertThat(refused(decision)).isEqualTo(ErrorCode.NOT_YOURS);
        assertThat(dossier.registration().handlingAgency()).isEqualTo(new AgencyCode("H26.13"));
    }

    @Test
    void letsASubmissionCorrectNothingButASubmission() {
        has(DossierStatus.IN_PROCESS);
        UUID supplement = UUID.randomUUID();
        refusedAt("land-office", DeliveryState.PARKED, supplement, "H26.103", MessageType.SUPPLEMENTED);

        assertThat(refused(decide(aSubmission(aDossier())
                                .about(CODE)
                                .from("H26.103")
                                .correcting(supplement)
                                .build())
                        .getFirst()))
                .isEqualTo(ErrorCode.NOTHING_TO_CORRECT);
    }

    @Test
    void refusesACorrectionOfNothing() {
        has(DossierStatus.REGISTERED);
        UUID refused = UUID.randomUUID();
        refusedAt("land-office", DeliveryState.PARKED, refused);
        String other = "H26.1-261123-0002";
        dossiers.put(other, Dossiers.land(8, other, DossierStatus.REGISTERED));

        assertThat(refused(decide(progressed(CODE, DossierStatus.ACCEPTED)
                                .correcting(UUID.randomUUID())
                                .build())
                        .getFirst()))
                .isEqualTo(ErrorCode.NOTHING_TO_CORRECT);
        assertThat(refused(decide(progressed(other, DossierStatus.ACCEPTED)
                                .correcting(refused)
                                .build())
                        .getFirst()))
                .as("of another dossier")
                .isEqualTo(ErrorCode.NOTHING_TO_CORRECT);
        assertThat(refused(decide(about("H26.1-261123-0003").correcting(refused).build())
                        .getFirst()))
                .as("of a dossier nobody knows")
                .isEqualTo(ErrorCode.NOTHING_TO_CORRECT);
    }

    @Test
    void letsAWithdrawalPassAParkedLineOnlyWhereConfigured() {
        has(DossierStatus.ACCEPTED);

        taken(decide(about(CODE).from("H26.103").withdrawn().build()).getFirst());

        assertThat(workspace.withdrawals)
                .extracting(Workspace.Withdrawal::destination)
                .containsExactly("land-office");
        assertThat(sent()).containsExactlyInAnyOrder("land-office", "hpasc-core");
    }

    @Test
    void readsADossierCodeInItsOtherNotation() {
        DossierState dossier = Dossiers.land(7, "H26.13-261123-0001", DossierStatus.REGISTERED);
        dossiers.put(dossier.code(), dossier);

        Taken taken = taken(decide(progressed("000.00.13.H26-261123-0001", DossierStatus.ACCEPTED)
                        .build())
                .getFirst());

        assertThat(taken.dossier()).isSameAs(dossier);
    }

    @Test
    void takesTheNameOfAProcedureFromTheTableWhereTheMessageHasNone() {
        Taken taken = taken(decide(about(CODE)
                        .with(
                                MessageType.SUBMITTED,
                                aDossier().procedure("1.012784", null).build())
                        .build())
                .getFirst());

        assertThat(taken.dossier().registration())
                .extracting(DossierState.Registration::procedureName)
                .isEqualTo("Tách thửa hoặc hợp thửa đất");
    }

    @Test
    void keepsWhatASubmissionLaysDown() {
        Submitted submitted = aDossier().build();
        Taken taken =
                taken(decide(about(CODE).with(MessageType.SUBMITTED, submitted).build())
                        .getFirst());

        assertThat(taken.dossier().registration()).satisfies(as -> {
            assertThat(as.procedure()).isEqualTo(submitted.procedure().code());
            assertThat(as.receivingBranch()).isEqualTo(submitted.receivingBranch());
            assertThat(as.submittedAt()).isEqualTo(submitted.submittedAt());
            assertThat(as.dueAt()).isEqualTo(submitted.dueAt());
        });
    }
}
