package vn.gov.hanoi.hpasc.connectors.landregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.landregistry.LandFacts;
import vn.gov.hanoi.hpasc.connectors.testkit.DossierBuilder;
import vn.gov.hanoi.hpasc.connectors.testkit.LoggedLines;
import vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder;
import vn.gov.hanoi.hpasc.dossier.DocumentReference;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.Parcel;
import vn.gov.hanoi.hpasc.dossier.PaymentConfirmed;
import vn.gov.hanoi.hpasc.dossier.Reopened;
import vn.gov.hanoi.hpasc.dossier.ReturnMethod;
import vn.gov.hanoi.hpasc.dossier.Returned;
import vn.gov.hanoi.hpasc.dossier.RevocationRequested;
import vn.gov.hanoi.hpasc.dossier.Submitted;
import vn.gov.hanoi.hpasc.dossier.Supplemented;
import vn.gov.hanoi.hpasc.dossier.Vnd;
import vn.gov.hanoi.hpasc.simulators.landregistry.LandBooks.Kept;
import vn.gov.hanoi.hpasc.simulators.landregistry.LandFlavour;
import vn.gov.hanoi.hpasc.simulators.landregistry.LandOperation;
import vn.gov.hanoi.hpasc.simulators.peer.Behaviour;

/** What {@code ConnectorContract} asks of every connector, on a wire that has no key of ours; and what the land registry adds. */
class LandRegistryContractTest {

    private LandBench bench;

    private LandBench bench(LandFlavour flavour, String... settings) throws Exception {
        bench = new LandBench(flavour, settings);
        return bench;
    }

    @AfterEach
    void stop() throws Exception {
        if (bench != null) {
            bench.close();
        }
    }

    private Kept kept(DossierMessage message) {
        return bench.land.books().dossier(message.subject()).orElseThrow();
    }

    private static MessageBuilder about(DossierMessage submission) {
        return MessageBuilder.aMessage().about(submission.subject());
    }

    // ── What holds for every connector ───────────────────────────────────────────────────────────────────────────────

    @ParameterizedTest
    @EnumSource(LandFlavour.class)
    void handsADossierOverInItsWords(LandFlavour flavour) throws Exception {
        bench(flavour);
        DossierMessage submission = LandBench.submission();

        assertThat(bench.deliver(submission).accepted()).isTrue();

        JsonNode said = kept(submission).intake().content();
        boolean numbers = flavour == LandFlavour.VBDLIS;
        assertThat(said.path("SoBienNhan").asText()).isEqualTo(submission.subject());
        assertThat(said.path("TinhId").isInt()).isEqualTo(numbers);
        assertThat(said.path("HuyenId").asText()).isEqualTo(numbers ? "2" : "002");
        assertThat(said.path("XaId").asText()).isEqualTo(numbers ? "70" : "00070");
        assertThat(said.path("NguoiTiepNhan").asText()).isEqualTo("Chi nhánh số 7");
        assertThat(said.path("NgayTiepNhan").asText()).isEqualTo("2026-11-23T08:19:00");
        assertThat(said.at("/ThongTinNguoiNopDon/HoTen").asText()).isEqualTo("Nguyễn Thị Hồng Nhung");
        assertThat(said.at("/ThongTinQuyTrinh/MaQuyTrinh").asText()).isEqualTo("1.012753");
        assertThat(said.at("/ThongTinThuaDat/0/SoHieuBanDo").asText()).isEqualTo("37");
        assertThat(said.at("/ThongTinThuaDat/0/SoThuTuThua").asText()).isEqualTo("112");
    }

    @ParameterizedTest
    @EnumSource(LandFlavour.class)
    void aDossierThatIsThereAlreadyIsAsGoodAsTaken(LandFlavour flavour) throws Exception {
        bench(flavour);
        DossierMessage submission = LandBench.submission();

        assertThat(bench.deliver(submission).accepted()).isTrue();
        assertThat(bench.deliver(submission).accepted()).isTrue();

        assertThat(bench.land.books().refusedIntakes()).isEqualTo(1);
        assertThat(bench.land.books().size()).isEqualTo(1);
    }

    @Test
    void everyTypeOfMessageCanBeDelivered() throws Exception {
        bench(LandFlavour.VBDLIS);
        for (DossierMessage message : MessageBuilder.oneOfEachType()) {
            assertThat(bench.deliver(message).accepted())
                    .as(message.type().what())
                    .isTrue();
        }
        assertThat(bench.land.books().all().values())
                .singleElement()
                .satisfies(dossier -> assertThat(dossier.operations())
                        .containsExactly(
                                LandOperation.SUPPLEMENT,
                                LandOperation.SUPPLEMENT,
                                LandOperation.RETURN,
                                LandOperation.FEEDBACK,
                                LandOperation.FEEDBACK,
                                LandOperation.FEEDBACK));
    }

    @Test
    void oneThatIsDownIsUnavailableAndOneThatComesBackIsServed() throws Exception {
        bench(LandFlavour.VBDLIS);
        DossierMessage submission = LandBench.submission();
        bench.land.goDown();
        assertThat(bench.deliver(submission).unavailable()).isNotNull();

        bench.land.comeBack();

        assertThat(bench.deliver(submission).accepted()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "401, DESTINATION_DENIED_US",
        "403, DESTINATION_DENIED_US",
        "404, DESTINATION_ERROR",
        "429, DESTINATION_BUSY",
        "500, DESTINATION_ERROR",
        "503, DESTINATION_BUSY"
    })
    void aStatusThatSaysNothingAboutTheDossierIsUnavailable(int status, ErrorCode expected) throws Exception {
        bench(LandFlavour.VBDLIS);
        bench.land.script().always(new Behaviour.Status(status, Duration.ofSeconds(17)));

        var unavailable = bench.deliver(LandBench.submission()).unavailable();

        assertThat(unavailable.code()).isEqualTo(expected);
        assertThat(unavailable.retryAfter()).contains(Duration.ofSeconds(17));
    }

    @ParameterizedTest
    @ValueSource(strings = {"take+hang:5s", "take+reset", "reset", "take+status:504"})
    void whatMayHaveArrivedIsUnknownAndTheRepeatTakesNothingTwice(String behaviour) throws Exception {
        bench(LandFlavour.VBDLIS);
        DossierMessage submission = LandBench.submission();
        bench.land.script().next(Behaviour.of(behaviour));

        assertThat(bench.deliver(submission).unknown().code())
                .isIn(ErrorCode.NO_ANSWER_IN_TIME, ErrorCode.CONNECTION_LOST);
        assertThat(bench.land.calls(LandOperation.INTAKE))
                .as("one attempt, one call")
                .isEqualTo(1);
        assertThat(bench.deliver(submission).accepted()).isTrue();

        assertThat(bench.land.books().size()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Behaviour.Nonsense.class)
    void anAnswerWithoutSenseIsUnknown(Behaviour.Nonsense nonsense) throws Exception {
        bench(LandFlavour.VBDLIS);
        bench.land.script().next(new Behaviour.Garbage(nonsense));

        assertThat(bench.deliver(LandBench.submission()).unknown().code())
                .isIn(ErrorCode.SENSELESS_ANSWER, ErrorCode.CONNECTION_LOST);
    }

    @Test
    void aBusinessNoIsRejectedWithTheReasonGiven() throws Exception {
        bench(LandFlavour.VBDLIS);
        bench.land.script().next(new Behaviour.Refuse(422, "Thiếu trích lục bản đồ địa chính"));

        assertThat(bench.deliver(LandBench.submission()).rejected().reason())
                .isEqualTo("Thiếu trích lục bản đồ địa chính");
    }

    @Test
    void oneConnectionServesManyCallsAndOneThatWasClosedMeanwhileIsNoError() throws Exception {
        bench(LandFlavour.VBDLIS);
        for (int call = 0; call < 10; call++) {
            assertThat(bench.deliver(LandBench.submission()).accepted()).isTrue();
        }
        assertThat(bench.land.peer().connectionsAccepted()).isEqualTo(1);

        bench.land.peer().dropConnections();
        Awaitility.await().pollDelay(Duration.ofMillis(100)).until(() -> true);
        assertThat(bench.deliver(LandBench.submission()).accepted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "refuse:422:no",
                "status:503",
                "status:504",
                "garbage:html",
                "garbage:endless",
                "garbage:noise",
                "garbage:truncated",
                "take+reset",
                "reset"
            })
    void noConnectionIsLostToTroubles(String trouble) throws Exception {
        bench(LandFlavour.VBDLIS);
        for (int call = 0; call < 2 * LandBench.LIMITS.concurrency() + 2; call++) {
            bench.land.script().next(Behaviour.of(trouble));
            bench.deliver(LandBench.submission());
        }

        assertThat(bench.deliver(LandBench.submission()).accepted()).isTrue();
    }

    @Test
    void aSlowAnswerWithinTheTimeAllowedIsAccepted() throws Exception {
        bench(LandFlavour.VBDLIS);
        bench.land.script().next(new Behaviour.Slow(Duration.ofMillis(250)));

        assertThat(bench.deliver(LandBench.submission()).accepted()).isTrue();
    }

    @Test
    void neitherSettingsNorLogsTellSecretsOrPeople() throws Exception {
        bench(LandFlavour.ILIS);
        List<String> logged = LoggedLines.during(() -> {
            bench.deliver(LandBench.submission());
            bench.land.goDown();
            bench.deliver(LandBench.submission());
        });

        assertThat(logged).noneMatch(line -> line.contains("Nguyễn Thị Hồng Nhung") || line.contains("mat-khau"));
        assertThat(LandBench.properties(Map.of("oauth.password", "mat-khau-bi-mat", "headers.X-Key", "khoa-bi-mat"))
                        .toString())
                .doesNotContain("bi-mat");
    }

    // ── What it adds ─────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void afterTheIntakeEachMessageHasItsOperation() throws Exception {
        bench(LandFlavour.ILIS);
        DossierMessage submission = LandBench.submission();
        bench.deliver(submission);
        Instant at = Instant.parse("2026-11-24T02:00:00Z");
        List<DossierMessage> messages = List.of(
                about(submission)
                        .with(
                                MessageType.SUPPLEMENTED,
                                new Supplemented(
                                        List.of(new DocumentReference("Căn cước", null, null, null, null, null)),
                                        null,
                                        at,
                                        "Nộp tại quầy"))
                        .build(),
                about(submission)
                        .with(
                                MessageType.PAYMENT_CONFIRMED,
                                new PaymentConfirmed("TB-1", new Vnd(5_000_000), at, null, null, "BL-1"))
                        .build(),
                about(submission)
                        .with(MessageType.REOPENED, new Reopened("Sai số thửa", DossierStatus.ACCEPTED, null))
                        .build(),
                about(submission)
                        .with(MessageType.REVOCATION_REQUESTED, new RevocationRequested("TB-1", "Hồ sơ đã rút"))
                        .build(),
                about(submission)
                        .with(MessageType.RETURNED, new Returned(ReturnMethod.COUNTER, at, null, null))
                        .build());

        messages.forEach(
                message -> assertThat(bench.deliver(message).accepted()).isTrue());

        Kept dossier = kept(submission);
        assertThat(dossier.operations())
                .containsExactly(
                        LandOperation.SUPPLEMENT,
                        LandOperation.SUPPLEMENT,
                        LandOperation.FEEDBACK,
                        LandOperation.FEEDBACK,
                        LandOperation.RETURN);
        List<JsonNode> said =
                dossier.told().stream().map(told -> told.content()).toList();
        assertThat(said.get(0).path("NgayHenTraMoi").asText()).isEqualTo("2026-11-24T09:00:00");
        assertThat(said.get(0).at("/DanhSachGiayToBoSung/0/TenGiayTo").asText()).isEqualTo("Căn cước");
        assertThat(said.get(1).path("GhiChu").asText()).contains("5000000 VND", "TB-1", "BL-1");
        assertThat(said.get(1).path("NgayHenTraMoi").asText())
                .as("the promise that stands")
                .isEqualTo("2026-12-13T17:00:00");
        assertThat(said.get(2).path("NoiDung").asText()).isEqualTo("Sai số thửa");
        assertThat(said.get(3).path("NoiDung").asText()).contains("TB-1", "Hồ sơ đã rút");
        assertThat(said.get(4).path("NgayTra").asText()).isEqualTo("2026-11-24T09:00:00");
    }

    @Test
    void aDossierThatTheLandRegistryTookInGoesByItsNumberThere() throws Exception {
        bench(LandFlavour.VBDLIS);
        DossierMessage submission = LandBench.submission();
        LandFacts known = MemoryLandDossiers.KNOWN;
        bench.dossiers.knows(
                submission.subject(),
                new LandFacts("BN-2026-77", known.receivedBy(), known.procedureName(), known.dueAt(), List.of()));

        assertThat(bench.deliver(submission).accepted()).isTrue();

        JsonNode said =
                bench.land.books().dossier("BN-2026-77").orElseThrow().intake().content();
        assertThat(said.path("MaHoSoMotCua").asText()).isEqualTo(submission.subject());
    }

    @Test
    void aWithdrawalOfADossierThatNeverGotThereIsDoneAndAnythingElseAboutItIsRefused() throws Exception {
        bench(LandFlavour.VBDLIS);
        DossierMessage submission = LandBench.submission();

        assertThat(bench.deliver(about(submission).withdrawn().build()).reference())
                .contains("never had it");
        assertThat(bench.deliver(about(submission)
                                .with(MessageType.REVOCATION_REQUESTED, new RevocationRequested("TB-1", "Rút"))
                                .build())
                        .rejected()
                        .reason())
                .isEqualTo("Hồ sơ không tồn tại");
    }

    @Test
    void aFeeOfTheSubmissionThatIsPaidIsNothingToTheLandRegistry() throws Exception {
        bench(LandFlavour.VBDLIS);
        DossierMessage submission = LandBench.submission();
        bench.deliver(submission);
        bench.dossiers.knows(submission.subject(), owing(new LandFacts.Owed("LP-01", true, 0)));

        var attempt = bench.deliver(about(submission)
                .with(
                        MessageType.PAYMENT_CONFIRMED,
                        new PaymentConfirmed("LP-01", new Vnd(120_000), Instant.now(), null, null, null))
                .build());

        assertThat(attempt.reference()).contains("fee");
        assertThat(kept(submission).told()).isEmpty();
    }

    private static LandFacts owing(LandFacts.Owed... owed) {
        LandFacts known = MemoryLandDossiers.KNOWN;
        return new LandFacts(null, known.receivedBy(), known.procedureName(), known.dueAt(), List.of(owed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"LP-01", "*"})
    void aDossierWaitsUntilTheFeesDueBeforeIntakeArePaid(String fees) throws Exception {
        bench(LandFlavour.VBDLIS, "fees-before-intake=" + fees);
        DossierMessage submission = LandBench.submission();
        bench.dossiers.knows(
                submission.subject(),
                owing(new LandFacts.Owed("LP-01", true, 120_000), new LandFacts.Owed("TB-1", false, 9)));

        var waiting = bench.deliver(submission).rejected();

        assertThat(waiting.code()).isEqualTo(ErrorCode.WAITS_FOR_PAYMENT);
        assertThat(waiting.reason()).isEqualTo("LP-01 120000 VND");
        assertThat(bench.land.calls(LandOperation.INTAKE)).isZero();

        bench.dossiers.knows(submission.subject(), owing(new LandFacts.Owed("LP-01", true, 0)));
        assertThat(bench.deliver(submission).accepted()).isTrue();
    }

    @Test
    void everythingThatIsMissingIsNamedAndNothingIsSent() throws Exception {
        bench(LandFlavour.VBDLIS, "fields.lengths.ThongTinNguoiNopDon.HoTen=5");
        DossierMessage submission = LandBench.submission();
        bench.dossiers.knows(submission.subject(), new LandFacts(null, null, null, null, List.of()));

        var parked = bench.deliver(submission).rejected();

        assertThat(parked.code()).isEqualTo(ErrorCode.UNFIT_FOR_DESTINATION);
        assertThat(parked.reason())
                .contains("NguoiTiepNhan is missing", "HoTen has 21 characters, 5 are allowed")
                .doesNotContain("Nhung");
        assertThat(bench.land.calls(LandOperation.INTAKE)).isZero();
    }

    @Test
    void aDossierWithoutAParcelOrOfAnUnknownCommuneIsParkedWithThatReason() throws Exception {
        bench(LandFlavour.VBDLIS);
        DossierMessage none = MessageBuilder.aSubmission(
                        DossierBuilder.aDossier().procedure("1.012789", "Cung cấp thông tin"))
                .build();
        assertThat(bench.deliver(none).rejected().reason()).contains("names no parcel");
        assertThat(bench.deliver(MessageBuilder.aMessage()
                                .with(MessageType.SUBMITTED, inCommune("00001"))
                                .build())
                        .rejected()
                        .reason())
                .contains("no former district is known of the commune 00001");
        assertThat(bench.land.calls(LandOperation.INTAKE)).isZero();
    }

    private static Submitted inCommune(String commune) {
        Submitted plain = DossierBuilder.aDossier().build();
        return new Submitted(
                plain.procedure(),
                plain.applicant(),
                plain.receivingBranch(),
                plain.handlingAgency(),
                plain.channel(),
                plain.submittedAt(),
                plain.receivedAt(),
                plain.dueAt(),
                plain.summary(),
                plain.documents(),
                plain.fees(),
                new Parcel(commune, "1", "2", null, null, null),
                plain.aliases(),
                plain.note());
    }

    @Test
    void aFileThatTheHubDoesNotKeepParksUnlessPapersMayGoWithout() throws Exception {
        DossierMessage submission = LandBench.submission();
        bench(LandFlavour.VBDLIS, "missing-files=park");
        assertThat(bench.deliver(submission).rejected().reason()).contains("not kept by the hub: Đơn đề nghị");
        bench.close();

        bench(LandFlavour.VBDLIS);
        assertThat(bench.deliver(submission).reference()).contains("without the files of 1 papers");
        JsonNode paper = kept(submission).intake().content().at("/DanhSachGiayToDinhKem/0");
        assertThat(paper.path("TenGiayTo").asText()).isEqualTo("Đơn đề nghị");
        assertThat(paper.has("TapTin")).isFalse();
    }

    @Test
    void filesArriveAsTheyWereWhateverTheirLength() throws Exception {
        bench(LandFlavour.VBDLIS);
        List<DocumentReference> papers = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int size : new int[] {0, 1, 2, 3, 49_151, 49_152, 49_153, 200_000}) {
            String name =
                    bench.dossiers.keep(MemoryLandDossiers.scan(size, size).readAllBytes());
            names.add(name);
            papers.add(new DocumentReference("Bản quét \"" + size + "\"", "image/tiff", name, null, null, null));
        }
        DossierMessage submission = LandBench.submission();
        bench.deliver(submission);

        assertThat(bench.deliver(about(submission)
                                .with(MessageType.SUPPLEMENTED, new Supplemented(papers, null, null, null))
                                .build())
                        .accepted())
                .isTrue();

        assertThat(kept(submission).told().getFirst().files())
                .extracting(file -> file.sha256())
                .containsExactlyElementsOf(names);
        assertThat(kept(submission).told().getFirst().files().getLast().name()).isEqualTo("Bản quét \"200000\".tif");
    }

    @Test
    void aFileThatCannotBeReadToItsEndParksTheMessageAndNothingWasTaken() throws Exception {
        bench(LandFlavour.VBDLIS);
        String gone = "ef".repeat(32);
        bench.dossiers.keep(gone, 400_000, () -> MemoryLandDossiers.scan(300_000, 1));
        DossierMessage submission = LandBench.submission();
        bench.deliver(submission);

        var parked = bench.deliver(about(submission)
                        .with(
                                MessageType.SUPPLEMENTED,
                                new Supplemented(
                                        List.of(new DocumentReference("Bản quét", null, gone, null, null, null)),
                                        null,
                                        null,
                                        null))
                        .build())
                .rejected();

        assertThat(parked.reason()).contains(gone);
        assertThat(kept(submission).told()).isEmpty();
    }

    // ── Tokens ───────────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void oneTokenServesAllCallsAndIsRenewedOnceWhenItIsRefusedToManyAtOnce() throws Exception {
        bench(LandFlavour.ILIS);
        together(8);
        assertThat(bench.land.tokens().issued()).isEqualTo(1);

        bench.land.tokens().expire();
        together(8);

        assertThat(bench.land.tokens().issued()).isEqualTo(2);
        assertThat(bench.land.books().size()).isEqualTo(16);
    }

    private void together(int calls) throws Exception {
        try (ExecutorService workers = Executors.newFixedThreadPool(calls)) {
            List<Future<LandBench.Attempt>> attempts = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                DossierMessage submission = LandBench.submission();
                attempts.add(workers.submit(() -> bench.deliver(submission)));
            }
            for (Future<LandBench.Attempt> attempt : attempts) {
                assertThat(attempt.get().accepted()).isTrue();
            }
        }
    }

    @Test
    void whereNoTokenIsGivenNobodyAsksAgainAtOnce() throws Exception {
        bench(LandFlavour.ILIS, "oauth.pause=60s");
        bench.land.tokens().password("other");
        for (int i = 0; i < 5; i++) {
            assertThat(bench.deliver(LandBench.submission()).unavailable().code())
                    .isEqualTo(ErrorCode.DESTINATION_DENIED_US);
        }
        assertThat(bench.land.tokens().asked()).isEqualTo(1);
        assertThat(bench.land.calls(LandOperation.INTAKE)).isZero();
    }

    @Test
    void ilisNeedsAnAddressForTokensAtStart() {
        assertThatThrownBy(() -> LandBench.properties(Map.of("system", "ILIS")))
                .rootCause()
                .hasMessageContaining("hub.land-registry.oauth.address");
    }
}
