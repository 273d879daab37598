package vn.gov.hanoi.hpasc.hub.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.connectors.testkit.DossierBuilder;
import vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder;
import vn.gov.hanoi.hpasc.dossier.DocumentReference;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.Supplemented;
import vn.gov.hanoi.hpasc.simulators.portal.PortalBooks.Kept;
import vn.gov.hanoi.hpasc.simulators.portal.PortalFault;

/** The portal in both directions, through the whole hub. Tests named after a rule of failures.md show that it is kept. */
class NationalPortalIT {

    private static PortalBench bench;

    @BeforeAll
    static void start() throws Exception {
        bench = new PortalBench("portal", Map.of("hub.portal.status-rewrites.5", 4, "hub.portal.sync.lag-alarm", "1h"));
    }

    @AfterAll
    static void stop() throws Exception {
        bench.close();
    }

    @AfterEach
    void mend() {
        bench.portal.calm();
        bench.portal.comeBack();
        bench.city.mend();
    }

    private static Kept kept(String code) {
        return bench.portal.books().dossier(code).orElseThrow(() -> new AssertionError("not at the portal: " + code));
    }

    private static void send(DossierMessage message) {
        bench.hub.agency(message.source().agency().value()).send(message);
    }

    private static MessageBuilder about(DossierMessage dossier) {
        return MessageBuilder.aMessage().about(dossier.subject()).from("H26.13").at(bench.clock.instant());
    }

    private static ObjectNode act() {
        return PortalBench.JSON.createObjectNode().put("operator", "trực").put("reason", "kiểm tra");
    }

    @Test
    void rule4_aRewrittenStatusIsShownBesideTheRealOne() {
        DossierMessage dossier = bench.submission(DossierBuilder.aDossier());
        send(dossier);
        send(about(dossier).progressed(DossierStatus.ACCEPTED).build());
        send(about(dossier).supplementRequested().build());

        Bench.eventually(() -> assertThat(kept(dossier.subject()).steps()).containsExactly("2", "4"));
        Bench.eventually(() -> {
            JsonNode view = bench.admin("/admin/v1/portal/dossiers/" + dossier.subject());
            assertThat(view.path("state").asText()).isEqualTo("synchronised");
            assertThat(view.path("status").asInt()).isEqualTo(5);
            assertThat(view.path("toldStatus").asInt()).isEqualTo(5);
            assertThat(view.path("shownStatus").asInt()).isEqualTo(4);
            assertThat(view.path("progress").path(1).path("status").asInt()).isEqualTo(5);
            assertThat(view.path("progress").path(1).path("shownStatus").asInt())
                    .isEqualTo(4);
        });
    }

    @Test
    void rule1_lagIsMeasuredShownAndGoesAway() {
        bench.portal.goDown();
        DossierMessage dossier = bench.submission(DossierBuilder.aDossier());
        send(dossier);
        bench.clock.forward(Duration.ofMinutes(10));

        Bench.eventually(() -> {
            JsonNode sync = bench.admin("/admin/v1/portal/sync");
            assertThat(sync.path("dossiersOutOfSync").asInt()).isPositive();
            assertThat(sync.path("lagSeconds").asLong()).isGreaterThanOrEqualTo(600);
            assertThat(bench.metrics()).containsPattern("hub_portal_sync_lag_seconds(\\{[^}]*})? [6-9]\\d\\d");
        });
        JsonNode behind = bench.admin("/admin/v1/portal/dossiers");
        assertThat(behind.findValuesAsText("dossier")).contains(dossier.subject());
        bench.portal.comeBack();

        Bench.eventually(() -> assertThat(bench.admin("/admin/v1/portal/sync")
                        .path("dossiersOutOfSync")
                        .asInt())
                .isZero());
        assertThat(kept(dossier.subject()).inserts()).isEqualTo(1);
    }

    @Test
    void rule2_anOnlineDossierNobodyAcceptsIsWarnedOfBeforeItsEightHoursAreOver() {
        DossierMessage dossier =
                bench.submission(DossierBuilder.aDossier().online().submittedAt(Instant.parse("2026-11-23T01:00:00Z")));
        send(dossier);
        DossierMessage accepted =
                bench.submission(DossierBuilder.aDossier().online().submittedAt(Instant.parse("2026-11-23T01:00:00Z")));
        send(accepted);
        send(about(accepted).progressed(DossierStatus.ACCEPTED).build());

        bench.clock.forward(Duration.between(
                bench.clock.instant(),
                Instant.parse("2026-11-24T08:00:00Z").isAfter(bench.clock.instant())
                        ? Instant.parse("2026-11-24T08:00:00Z")
                        : bench.clock.instant()));

        Bench.eventually(() -> {
            JsonNode due = bench.admin("/admin/v1/portal/intake");
            assertThat(due.findValuesAsText("dossier"))
                    .contains(dossier.subject())
                    .doesNotContain(accepted.subject());
        });
    }

    @Test
    void rule5_aDossierIsParkedAtThePartThatFailedAndGoesOnFromThere() {
        DossierMessage dossier = bench.submission(DossierBuilder.aDossier());
        send(dossier);
        Bench.eventually(() -> assertThat(kept(dossier.subject()).inserts()).isEqualTo(1));
        bench.portal
                .faults()
                .nextFor(dossier.subject(), "CapNhatTienDoHoSoMC", new PortalFault.Code("-1", "Sai cán bộ xử lý"));

        send(about(dossier).progressed(DossierStatus.ACCEPTED).build());

        Bench.eventually(() -> {
            JsonNode parked = bench.hub.admin().parked(PortalBench.PORTAL);
            assertThat(parked.findValuesAsText("dossier")).contains(dossier.subject());
        });
        JsonNode view = bench.admin("/admin/v1/portal/dossiers/" + dossier.subject());
        assertThat(view.path("state").asText()).isEqualTo("parked");
        assertThat(view.path("reason").asText()).contains("Sai cán bộ xử lý");
        assertThat(view.path("atPortal").asBoolean()).isTrue();
        for (JsonNode parked : bench.hub.admin().parked(PortalBench.PORTAL)) {
            if (parked.path("dossier").asText().equals(dossier.subject())) {
                bench.hub.admin().release(parked.path("deliveryId").asText(), "đã sửa ở Cổng");
            }
        }
        Bench.eventually(() -> assertThat(kept(dossier.subject()).steps()).containsExactly("2"));
    }

    @Test
    void aDossierBornAtThePortalReachesItsDepartmentWithItsFilesAndComesBackUnderThePortalsCode() {
        String portalCode = "000.00.13.H26-261123-" + System.nanoTime() % 10_000_000;
        String code = portalCode.replace("000.00.13.H26", "H26.13");
        String body = born(portalCode, "Đơn đăng ký");

        assertThat(bench.callback("khoa-cua-cong", body).body()).contains("\"error_code\":0");
        assertThat(bench.callback("khoa-cua-cong", body).body()).contains("\"error_code\":1");
        assertThat(bench.callback("khoa-cua-cong", born(portalCode, "Đơn khác")).body())
                .contains("\"error_code\":-1");

        Bench.eventually(() -> {
            assertThat(bench.city.at("land-office").intake().of(code)).hasSize(1);
            assertThat(bench.city.at("hpasc-core").intake().of(code)).hasSize(1);
        });
        String said = bench.city
                .at("land-office")
                .intake()
                .of(code)
                .getFirst()
                .arrival()
                .text();
        assertThat(said).contains("\"channel\":\"ONLINE\"").contains(portalCode).contains("\"sha256\"");
        bench.hub
                .agency("H26.13")
                .send(MessageBuilder.aMessage()
                        .about(portalCode)
                        .from("H26.13")
                        .at(bench.clock.instant())
                        .progressed(DossierStatus.ACCEPTED)
                        .build());
        Bench.eventually(() -> {
            assertThat(kept(portalCode).steps()).containsExactly("2");
            assertThat(kept(portalCode).row().path("NoiNopHoSo").asText()).isEqualTo("1");
        });
    }

    @Test
    void aPortalCodeOfAnotherShapeGetsOneOfOursOnce() {
        String portalCode = "DVCQG-" + System.nanoTime();
        String body = born(portalCode, "Đơn");
        assertThat(bench.callback("khoa-cua-cong", body).body()).contains("\"error_code\":0");
        assertThat(bench.callback("khoa-cua-cong", body).body()).contains("\"error_code\":1");

        JsonNode dossier = bench.hub.agency("H26.01").dossier(portalCode);
        assertThat(dossier.path("code").asText()).matches("H26\\.01-2026\\d{4}-\\d{7}");
        assertThat(dossier.path("aliases").findValuesAsText("code")).contains(portalCode);
    }

    @Test
    void rule11_whoeverIsNotThePortalIsTurnedAwayUnread() {
        HttpResponse<String> answer = bench.callback("khong-phai", "{ this is not even JSON");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"error_code\":-1");
    }

    @Test
    void rule9_whatThePortalLeavesOutIsSaidAndNotMadeUp() {
        assertThat(bench.callback("khoa-cua-cong", "{\"MaHoSo\":\"H26.13-261123-7777001\",\"MaTTHC\":\"1.012753\"}")
                        .body())
                .contains("\"error_code\":-1")
                .contains("NgayNopHoSo");
        assertThat(bench.callback(
                                "khoa-cua-cong",
                                born("H26.13-261123-7777002", "Đơn")
                                        .replace("\"LoaiDoiTuong\":\"1\"", "\"LoaiDoiTuong\":\"9\""))
                        .body())
                .contains("\"error_code\":-1")
                .contains("LoaiDoiTuong");
        assertThat(bench.callback(
                                "khoa-cua-cong",
                                born("H26.13-261123-7777003", "Đơn").replace("081500", "086100"))
                        .body())
                .contains("\"error_code\":-1");
    }

    private static String born(String code, String paper) {
        return """
                {"MaHoSo":"%s","MaTTHC":"1.012753","NgayNopHoSo":"20261123081500","ChuHoSo":"Lê Thị Mai Hương",\
                "LoaiDoiTuong":"1","SoGiayToChuHoSo":"001190054321","MaDoiTuong":"tech-7c1f","TrichYeuHoSo":"Cấp lần đầu",\
                "TaiLieuNop":[{"TenTepDinhKem":"%s.pdf","MaThanhPhanHoSo":"TP-001","Base64":"JVBERi0xLjQK"}]}\
                """.formatted(code, paper);
    }

    @Test
    void thePortalFetchesAFileByALinkUntilThePaperIsReplaced() throws Exception {
        String first = attach("bản vẽ thứ nhất");
        String second = attach("bản vẽ thứ hai");
        assertThat(bench.filesAreKept(first)).isTrue();
        DossierMessage plain = bench.submission(DossierBuilder.aDossier());
        DossierMessage dossier = withPaper(plain, first);
        send(dossier);
        Bench.eventually(() -> assertThat(link(dossier.subject(), 0)).isNotEmpty());
        String link = link(dossier.subject(), 0);
        assertThat(fetch(link).statusCode()).isEqualTo(200);
        assertThat(fetch(link).body()).isEqualTo("bản vẽ thứ nhất");
        assertThat(fetch(link.substring(0, link.length() - 3) + "AAA").statusCode())
                .isEqualTo(404);

        send(about(dossier).progressed(DossierStatus.ACCEPTED).build());
        send(about(dossier).supplementRequested().build());
        DocumentReference paper = new DocumentReference("Bản vẽ mới", "text/plain", second, 10L, "TP-09", null);
        send(MessageBuilder.aMessage()
                .about(dossier.subject())
                .from("H26.01")
                .at(bench.clock.instant())
                .with(MessageType.SUPPLEMENTED, new Supplemented(List.of(paper), null, null, "Nộp bản mới"))
                .build());

        Bench.eventually(() -> {
            JsonNode papers = kept(dossier.subject()).row().path("TaiLieuNop");
            assertThat(papers).hasSize(2);
            assertThat(papers.path(0).path("IsDeleted").asText()).isEqualTo("True");
            assertThat(papers.path(1).path("IsDeleted").asText()).isEqualTo("False");
        });
        assertThat(fetch(link).statusCode()).as("revoked").isEqualTo(404);
        assertThat(fetch(link(dossier.subject(), 1)).body()).isEqualTo("bản vẽ thứ hai");
    }

    private static DossierMessage withPaper(DossierMessage plain, String sha256) {
        var s = (vn.gov.hanoi.hpasc.dossier.Submitted) plain.data();
        DocumentReference paper = new DocumentReference("Bản vẽ", "text/plain", sha256, 10L, "TP-09", null);
        return new DossierMessage(
                plain.source(),
                plain.id(),
                plain.type(),
                plain.subject(),
                plain.time(),
                null,
                new vn.gov.hanoi.hpasc.dossier.Submitted(
                        s.procedure(),
                        s.applicant(),
                        s.receivingBranch(),
                        s.handlingAgency(),
                        s.channel(),
                        s.submittedAt(),
                        s.receivedAt(),
                        s.dueAt(),
                        s.summary(),
                        List.of(paper),
                        s.fees(),
                        s.parcel(),
                        s.aliases(),
                        s.note()));
    }

    private static String attach(String text) throws Exception {
        HttpResponse<String> answer =
                PortalBench.send(HttpRequest.newBuilder(bench.hub.http().resolve("/api/v1/attachments"))
                        .header("Authorization", "Bearer " + bench.hub.token("H26.01"))
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString(text))
                        .build());
        assertThat(answer.statusCode()).isEqualTo(201);
        return PortalBench.JSON.readTree(answer.body()).path("sha256").asText();
    }

    private static String link(String code, int paper) {
        return kept(code)
                .row()
                .path("TaiLieuNop")
                .path(paper)
                .path("DuongDanTaiTepTin")
                .asText();
    }

    private static HttpResponse<String> fetch(String link) {
        URI told = URI.create(link);
        return PortalBench.send(
                HttpRequest.newBuilder(bench.hub.http().resolve(told.getPath())).build());
    }

    @Test
    void driftIsFoundAndRepairedByAPlanThatIsShownFirst() {
        DossierMessage lost = bench.submission(DossierBuilder.aDossier());
        DossierMessage bent = bench.submission(DossierBuilder.aDossier());
        for (DossierMessage dossier : List.of(lost, bent)) {
            send(dossier);
            send(about(dossier).progressed(DossierStatus.ACCEPTED).build());
            Bench.eventually(() -> assertThat(kept(dossier.subject()).steps()).containsExactly("2"));
        }
        Bench.eventually(() -> assertThat(bench.admin("/admin/v1/portal/sync")
                        .path("dossiersOutOfSync")
                        .asInt())
                .isZero());
        bench.portal.books().lose(lost.subject());
        bench.portal.books().bend(bent.subject(), "1");

        JsonNode plan = bench.order("/admin/v1/portal/comparisons", act());

        assertThat(plan.path("items").findValuesAsText("dossier")).contains(lost.subject(), bent.subject());
        assertThat(bench.portal.books().dossier(lost.subject()))
                .as("nothing was done yet")
                .isEmpty();
        JsonNode run =
                bench.order("/admin/v1/portal/plans/" + plan.path("planId").asText() + "/run", act());
        assertThat(run.path("items").findValuesAsText("outcome")).isNotEmpty().allMatch("repaired"::equals);
        assertThat(kept(lost.subject()).steps()).containsExactly("2");
        assertThat(kept(bent.subject()).status()).isEqualTo("2");
    }

    @Test
    void theCatalogueIsKeptWithItsHistoryAndWhatItBreaksIsReported() {
        bench.order("/admin/v1/portal/catalogue/pull", act());
        ObjectNode renamed = bench.portal.catalogue().procedure("1.012784");
        renamed.put("TENTTHC", "Tách thửa, hợp thửa đất (tên mới)");
        bench.portal.catalogue().put(renamed);
        ObjectNode gone = bench.portal.catalogue().procedure("1.012790");
        bench.portal.catalogue().remove("1.012790");

        JsonNode findings = bench.order("/admin/v1/portal/catalogue/pull", act());

        assertThat(findings.toString()).contains("1.012790");
        assertThat(bench.admin("/admin/v1/portal/catalogue").path("findings").toString())
                .contains("1.012790");
        JsonNode history = bench.admin("/admin/v1/portal/catalogue/procedure/1.012784");
        assertThat(history).hasSize(2);
        assertThat(history.path(0).path("content").path("name").asText()).contains("tên mới");
        assertThat(history.path(1).path("to").isNull()).isFalse();
        bench.portal.catalogue().put(gone);
        bench.order("/admin/v1/portal/catalogue/pull", act());
    }
}
