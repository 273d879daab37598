package vn.gov.hanoi.hpasc.connectors.nationalportal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.testkit.DossierBuilder;
import vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.simulators.peer.Behaviour;
import vn.gov.hanoi.hpasc.simulators.portal.PortalBooks.Kept;
import vn.gov.hanoi.hpasc.simulators.portal.PortalFault;

/** What {@code ConnectorContract} asks of every connector, on a wire that has no key of ours; and what the portal adds. */
class NationalPortalContractTest {

    private PortalBench bench;

    @BeforeEach
    void start() throws Exception {
        bench = new PortalBench();
    }

    @AfterEach
    void stop() throws Exception {
        bench.close();
    }

    private Kept kept(String code) {
        return bench.portal.books().dossier(code).orElseThrow();
    }

    // ── What holds for every connector ───────────────────────────────────────────────────────────────────────────────

    @Test
    void bringsTheRecordThenItsProgressInOrder() {
        String code = bench.newDossier();
        bench.progressed(code, DossierStatus.ACCEPTED);
        UUID last = bench.progressed(code, DossierStatus.IN_PROCESS);

        assertThat(bench.deliver(code, last).accepted()).isTrue();

        assertThat(kept(code).inserts()).isEqualTo(1);
        assertThat(kept(code).status()).isEqualTo("4");
        assertThat(kept(code).steps()).containsExactly("2", "4");
        assertThat(kept(code).row().path("TenLinhVuc").asText()).isEqualTo("Đất đai");
    }

    @Test
    void theSameDeliveryTwiceHasOneEffectAndTheSecondCallsNobody() {
        String code = bench.newDossier();
        UUID last = bench.progressed(code, DossierStatus.ACCEPTED);
        bench.deliver(code, last);
        long calls = bench.portal.intake().calls();

        assertThat(bench.deliver(code, last).accepted()).isTrue();

        assertThat(bench.portal.intake().calls()).isEqualTo(calls);
        assertThat(kept(code).steps()).containsExactly("2");
    }

    @Test
    void everyTypeOfMessageCanBeDelivered() {
        String code = bench.newDossier();
        Instant time = Instant.parse("2026-11-23T01:00:00Z");
        for (DossierMessage message : MessageBuilder.oneOfEachType()) {
            time = time.plusSeconds(1);
            DossierMessage about = MessageBuilder.aMessage()
                    .about(code)
                    .at(time)
                    .from("H26.13")
                    .with(message.type(), message.data())
                    .build();
            UUID exchange = bench.happened(about, DossierStatus.IN_PROCESS);

            assertThat(bench.deliver(code, exchange).accepted())
                    .as(message.type().what())
                    .isTrue();
        }
        assertThat(kept(code).steps()).hasSize(9);
    }

    @Test
    void aPortalThatIsDownIsUnavailableAndOneThatComesBackIsServed() {
        String code = bench.newDossier();
        bench.portal.goDown();
        assertThat(bench.deliver(code).unavailable()).isNotNull();

        bench.portal.comeBack();

        assertThat(bench.deliver(code).accepted()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "403, DESTINATION_DENIED_US",
        "404, DESTINATION_ERROR",
        "429, DESTINATION_BUSY",
        "500, DESTINATION_ERROR",
        "503, DESTINATION_BUSY"
    })
    void aStatusThatSaysNothingAboutTheDossierIsUnavailable(int status, ErrorCode expected) {
        String code = bench.newDossier();
        bench.portal.script().alwaysFor(code, new Behaviour.Status(status, Duration.ofSeconds(17)));

        var unavailable = bench.deliver(code).unavailable();

        assertThat(unavailable.code()).isEqualTo(expected);
        assertThat(unavailable.retryAfter()).contains(Duration.ofSeconds(17));
    }

    @ParameterizedTest
    @ValueSource(strings = {"take+hang:5s", "take+reset", "reset"})
    void whatMayHaveArrivedIsUnknownAndTheRepeatInsertsNothingTwice(String behaviour) {
        String code = bench.newDossier();
        bench.progressed(code, DossierStatus.ACCEPTED);
        bench.portal.script().nextFor(code, new Behaviour.Accept(), Behaviour.of(behaviour));

        assertThat(bench.deliver(code).unknown().code()).isIn(ErrorCode.NO_ANSWER_IN_TIME, ErrorCode.CONNECTION_LOST);
        assertThat(bench.deliver(code).accepted()).isTrue();

        assertThat(kept(code).inserts()).isEqualTo(1);
        assertThat(kept(code).steps()).containsExactly("2");
    }

    @ParameterizedTest
    @EnumSource(Behaviour.Nonsense.class)
    void anAnswerWithoutSenseIsUnknown(Behaviour.Nonsense nonsense) {
        String code = bench.newDossier();
        bench.portal.script().nextFor(code, new Behaviour.Accept(), new Behaviour.Garbage(nonsense));

        assertThat(bench.deliver(code).unknown().code())
                .isIn(ErrorCode.SENSELESS_ANSWER, ErrorCode.CONNECTION_LOST, ErrorCode.NO_ANSWER_IN_TIME);
    }

    @Test
    void aBusinessNoIsRejectedWithTheReasonGiven() {
        String code = bench.newDossier();
        bench.portal.faults().nextFor(code, "DongBoHoSoMC", new PortalFault.Code("3", "Sai mã lĩnh vực"));

        assertThat(bench.deliver(code).rejected().reason()).contains("Sai mã lĩnh vực");
    }

    @Test
    void neitherSettingsNorDeliveriesTellSecretsOrPeople() {
        assertThat(PortalBench.properties().toString()).doesNotContain("mat-khau-bi-mat");
        assertThat(new vn.gov.hanoi.hpasc.connectors.spi.portal.PortalDossier(
                                "H26.1-251123-0001",
                                false,
                                DossierBuilder.aDossier().build(),
                                null,
                                List.of(),
                                java.util.Map.of(),
                                new vn.gov.hanoi.hpasc.connectors.spi.portal.PortalDossier.Confirmed(
                                        false, null, List.of()))
                        .toString())
                .doesNotContain("Nguyễn", "001187012345");
    }

    // ── failures.md ──────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void rule4_theRealStatusIsKeptBesideTheRewrittenOne() throws Exception {
        try (PortalBench bending = new PortalBench("status-rewrites.5=4")) {
            String code = bending.newDossier();
            UUID asked = bending.happened(
                    MessageBuilder.aMessage().about(code).supplementRequested().build(),
                    DossierStatus.SUPPLEMENT_REQUESTED);

            assertThat(bending.deliver(code, asked).accepted()).isTrue();

            Kept kept = bending.portal.books().dossier(code).orElseThrow();
            assertThat(kept.status()).isEqualTo("4");
            assertThat(kept.steps()).containsExactly("4");
            assertThat(bending.dossiers.of(code).real).isEqualTo(DossierStatus.SUPPLEMENT_REQUESTED);
            assertThat(bending.dossiers.of(code).shown).isEqualTo(DossierStatus.IN_PROCESS);
        }
    }

    @Test
    void rule5_aDossierIsNotDoneWhileAPartOfItFailedAndOnlyThatPartIsRetried() {
        String code = bench.newDossier();
        bench.progressed(code, DossierStatus.ACCEPTED);
        UUID refused = bench.progressed(code, DossierStatus.IN_PROCESS);
        bench.portal.faults().nextFor(code, "CapNhatTienDoHoSoMC", new PortalFault.Row(1));

        assertThat(bench.deliver(code, refused).rejected().reason()).contains("Bản ghi không hợp lệ");
        assertThat(bench.dossiers.of(code).progress).hasSize(1).doesNotContain(refused);
        int pushes = bench.portal.calls("DongBoHoSoMC");

        assertThat(bench.deliver(code, refused).accepted()).isTrue();

        assertThat(bench.portal.calls("DongBoHoSoMC"))
                .as("the record is not told again")
                .isEqualTo(pushes);
        assertThat(bench.portal.books().repeatedRows())
                .as("nor what was confirmed")
                .isZero();
        assertThat(kept(code).steps()).containsExactly("2", "4");
    }

    @Test
    void rule5_aChunkThatFailsAsAWholeIsTakenApart() {
        String code = bench.newDossier();
        List<UUID> steps = new ArrayList<>();
        for (DossierStatus status : List.of(
                DossierStatus.ACCEPTED,
                DossierStatus.IN_PROCESS,
                DossierStatus.PROCESSED,
                DossierStatus.RESULT_RETURNED)) {
            steps.add(bench.progressed(code, status));
        }
        bench.portal.faults().nextFor(code, "CapNhatTienDoHoSoMC", new PortalFault.Partial(2));

        assertThat(bench.deliver(code, steps.getLast()).accepted()).isTrue();

        assertThat(kept(code).steps()).containsExactly("2", "4", "9", "10");
        assertThat(bench.portal.books().repeatedRows()).isEqualTo(2);
    }

    @Test
    void rule5_progressGoesInChunks() {
        String code = bench.newDossier();
        UUID last = null;
        for (int i = 0; i < 25; i++) {
            last = bench.happened(
                    MessageBuilder.aMessage()
                            .about(code)
                            .at(Instant.parse("2026-11-23T01:00:00Z").plusSeconds(i))
                            .progressed(DossierStatus.IN_PROCESS)
                            .build(),
                    DossierStatus.IN_PROCESS);
        }

        assertThat(bench.deliver(code, last).accepted()).isTrue();

        assertThat(bench.portal.calls("CapNhatTienDoHoSoMC")).isEqualTo(3);
        assertThat(kept(code).progress()).hasSize(25);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Thành công", "Đồng bộ thành công hồ sơ"})
    void rule6_aTextThatSoundsLikeSuccessIsNone(String text) {
        String code = bench.newDossier();
        bench.portal.faults().nextFor(code, "DongBoHoSoMC", new PortalFault.Code("-1", text));

        assertThat(bench.deliver(code).rejected().reason()).isEqualTo(text);
    }

    @Test
    void rule6_anAnswerInPlainTextIsNoSuccessAndIsRetried() {
        String code = bench.newDossier();
        bench.portal.faults().nextFor(code, "DongBoHoSoMC", new PortalFault.Text("OK"));

        assertThat(bench.deliver(code).unknown().code()).isEqualTo(ErrorCode.SENSELESS_ANSWER);
        assertThat(bench.deliver(code).accepted()).isTrue();
    }

    @Test
    void rule6_theThreeWaysToTellSuccessAreAllUnderstood() {
        for (int i = 0; i < 6; i++) {
            assertThat(bench.deliver(bench.newDossier()).accepted()).isTrue();
        }
    }

    @Test
    void rule7_whoeverIsSlowerUpdates() throws Exception {
        try (PortalBench nodes = new PortalBench(new MemoryDossiers(false))) {
            List<String> codes = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String code = nodes.newDossier();
                nodes.progressed(code, DossierStatus.ACCEPTED);
                codes.add(code);
            }
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<PortalBench.Attempt>> attempts = new ArrayList<>();
                codes.forEach(code -> {
                    attempts.add(threads.submit(() -> nodes.deliver(code)));
                    attempts.add(threads.submit(() -> nodes.deliver(code)));
                });
                for (Future<PortalBench.Attempt> attempt : attempts) {
                    assertThat(attempt.get().accepted()).isTrue();
                }
            }
            assertThat(nodes.portal.books().all().values()).hasSize(40).allSatisfy(kept -> {
                assertThat(kept.inserts()).isEqualTo(1);
                assertThat(kept.steps()).containsExactly("2");
            });
        }
    }

    @Test
    void rule7_existsIsFollowedByAnUpdateAndALostDossierIsInsertedAgain() {
        String code = bench.newDossier();
        UUID first = bench.progressed(code, DossierStatus.ACCEPTED);
        bench.deliver(code, first);
        bench.portal.books().lose(code);
        UUID second = bench.progressed(code, DossierStatus.IN_PROCESS);

        bench.deliver(code, second);
        assertThat(bench.deliver(code, second).accepted()).isTrue();

        assertThat(kept(code).steps()).containsExactly("2", "4");
    }

    @Test
    void rule7_aPortalThatContradictsItselfIsAskedAgainAndNothingIsParked() {
        String code = bench.newDossier();
        bench.deliver(code);
        UUID step = bench.progressed(code, DossierStatus.ACCEPTED);
        bench.portal.faults().nextFor(code, "DongBoHoSoMC", new PortalFault.Exists());

        assertThat(bench.deliver(code, step).unknown().code()).isEqualTo(ErrorCode.SENSELESS_ANSWER);
        assertThat(bench.deliver(code, step).accepted()).isTrue();

        assertThat(kept(code).steps()).containsExactly("2");
    }

    @Test
    void somethingElseThatIsNotFoundIsABusinessNo() {
        String code = bench.newDossier();
        bench.portal.faults().nextFor(code, "DongBoHoSoMC", new PortalFault.Code("-1", "Không tìm thấy lĩnh vực"));

        assertThat(bench.deliver(code).rejected().reason()).isEqualTo("Không tìm thấy lĩnh vực");
    }

    @Test
    void rule9_whatIsMissingIsListedAndNothingIsMadeUp() throws Exception {
        try (PortalBench strict = new PortalBench("rows.required=MaHoSo,TenLinhVuc,SoDienThoai,Email")) {
            strict.portal.catalogue().remove("1.012753");
            String code = strict.newDossier();

            var rejected = strict.deliver(code).rejected();

            assertThat(rejected.code()).isEqualTo(ErrorCode.UNFIT_FOR_DESTINATION);
            assertThat(rejected.reason()).isEqualTo("TenLinhVuc is missing; Email is missing");
            assertThat(strict.portal.calls("DongBoHoSoMC")).isZero();
        }
    }

    @Test
    void rule9_aTextThatIsTooLongIsNeverCut() {
        String code = bench.newDossier();
        UUID step = bench.happened(
                MessageBuilder.aMessage()
                        .about(code)
                        .with(
                                vn.gov.hanoi.hpasc.dossier.MessageType.PROGRESSED,
                                new vn.gov.hanoi.hpasc.dossier.Progressed(
                                        DossierStatus.ACCEPTED,
                                        new vn.gov.hanoi.hpasc.dossier.Officer("Trần ".repeat(20), null, null),
                                        "Tiếp nhận",
                                        null,
                                        null,
                                        null))
                        .build(),
                DossierStatus.ACCEPTED);

        assertThat(bench.deliver(code, step).rejected().reason())
                .isEqualTo("NguoiXuLy has 99 characters, 50 are allowed");
        assertThat(kept(code).progress()).isEmpty();
    }

    @Test
    void rule9_whoActedIsNotInventedWhereTheAgencyMayNotStandForIt() throws Exception {
        try (PortalBench strict = new PortalBench("rows.agency-acts=false")) {
            String code = strict.newDossier();
            UUID step = strict.happened(
                    MessageBuilder.aMessage().about(code).withdrawn().build(), DossierStatus.WITHDRAWN);

            assertThat(strict.deliver(code, step).rejected().reason()).isEqualTo("NguoiXuLy is missing");
        }
    }

    @Test
    void rule12_timesAreHanoisAndOfTheTwentyFourHourClock() {
        String code = bench.newDossier(DossierBuilder.aDossier()
                .submittedAt(Instant.parse("2026-11-23T08:15:00Z"))
                .build());

        bench.deliver(code);

        assertThat(kept(code).row().path("NgayNopHoSo").asText()).isEqualTo("20261123151500");
    }

    @Test
    void aLateStatusIsNotTold() {
        String code = bench.newDossier();
        bench.progressed(code, DossierStatus.PROCESSED);
        UUID late = bench.dossiers.happened(
                MessageBuilder.aMessage()
                        .about(code)
                        .progressed(DossierStatus.IN_PROCESS)
                        .build(),
                DossierStatus.PROCESSED,
                true);

        assertThat(bench.deliver(code, late).accepted()).isTrue();

        assertThat(kept(code).steps()).containsExactly("9");
    }

    @Test
    void whatANewerMessageBreaksIsNotHeldAgainstAnOlderDelivery() {
        String code = bench.newDossier();
        UUID first = bench.progressed(code, DossierStatus.ACCEPTED);
        UUID second = bench.progressed(code, DossierStatus.IN_PROCESS);
        bench.portal.faults().nextFor(code, "CapNhatTienDoHoSoMC", new PortalFault.Row(1));

        assertThat(bench.deliver(code, first).accepted()).isTrue();
        bench.portal.faults().nextFor(code, "CapNhatTienDoHoSoMC", new PortalFault.Code("-1", "Sai"));
        assertThat(bench.deliver(code, second).rejected().reason()).isEqualTo("Sai");
    }

    // ── Sessions ─────────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void manyRefusedAtOnceLogInOnce() throws Exception {
        bench.deliver(bench.newDossier());
        bench.portal.expireSessions();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<PortalBench.Attempt>> attempts = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                String code = bench.newDossier();
                attempts.add(threads.submit(() -> bench.deliver(code)));
            }
            for (Future<PortalBench.Attempt> attempt : attempts) {
                assertThat(attempt.get().accepted()).isTrue();
            }
        }
        assertThat(bench.portal.logins()).isEqualTo(2);
    }

    @Test
    void aPortalThatLetsNobodyInIsNotStormed() throws Exception {
        try (PortalBench denied = new PortalBench("wire.login-pause=30s")) {
            denied.portal.password("khac");
            for (int i = 0; i < 20; i++) {
                assertThat(denied.deliver(denied.newDossier()).unavailable().code())
                        .isEqualTo(ErrorCode.DESTINATION_DENIED_US);
            }
            assertThat(denied.portal.calls("login")).isEqualTo(1);
        }
    }

    @Test
    void everyNameAndCodeIsASetting() throws Exception {
        try (PortalBench other = new PortalBench(
                "agency-code=H26.99",
                "wire.dst-code=VN:KHAC",
                "wire.auth-path=a/login",
                "wire.share-path=b",
                "wire.integration-path=c",
                "answers.success=0,00,1",
                "codes.applicant.citizen=0",
                "rows.progress-chunk=2")) {
            String code = other.newDossier();
            other.deliver(code);

            assertThat(other.portal.peer().lastHeaders()).containsEntry("dstcode", "VN:KHAC");
            assertThat(other.portal.intake().all().getLast().arrival().text())
                    .contains("\"madonvi\":\"H26.99\"")
                    .contains("\"LoaiDoiTuong\":\"0\"");
        }
    }
}
