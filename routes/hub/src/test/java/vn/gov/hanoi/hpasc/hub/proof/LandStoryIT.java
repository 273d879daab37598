package vn.gov.hanoi.hpasc.hub.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.ReturnMethod;
import vn.gov.hanoi.hpasc.dossier.Returned;
import vn.gov.hanoi.hpasc.dossier.RevocationDecision;
import vn.gov.hanoi.hpasc.dossier.Revoked;
import vn.gov.hanoi.hpasc.dossier.Withdrawn;
import vn.gov.hanoi.hpasc.simulators.landregistry.LandClerk;
import vn.gov.hanoi.hpasc.simulators.landregistry.LandClerk.Paper;
import vn.gov.hanoi.hpasc.simulators.landregistry.LandClerk.Said;
import vn.gov.hanoi.hpasc.simulators.tax.TaxNotice;
import vn.gov.hanoi.hpasc.simulators.tax.TaxVoucher;

/** The cross-agency flow of land dossiers, from filing to returned result, and what goes wrong on its way. */
class LandStoryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String TAX = "G12.10";

    private static LandBench bench;

    @BeforeAll
    static void start() throws Exception {
        bench = new LandBench();
    }

    @AfterAll
    static void stop() throws Exception {
        bench.close();
    }

    private static void taken(Said said) {
        assertThat(said.text()).isEqualTo("{\"Result\":1,\"Message\":\"Thành công\"}");
        assertThat(said.status()).isEqualTo(200);
    }

    /** The number of a notice: no two dossiers share one. */
    private static String number(String dossier, int nth) {
        return nth + "/" + dossier;
    }

    /** Tax sends its notices, one file for all. */
    private static void issues(String dossier, Map<Integer, Long> notices) {
        List<TaxNotice> file = notices.entrySet().stream()
                .map(notice -> TaxNotice.of(dossier, number(dossier, notice.getKey()), notice.getValue()))
                .toList();
        assertThat(bench.tax.notices(file).code()).isZero();
        assertThat(bench.status(dossier)).isEqualTo(6);
    }

    /** The Treasury's voucher of a payment comes back by way of tax. */
    private static void paid(String dossier, int nth, long amount) {
        assertThat(bench.tax
                        .voucher(TaxVoucher.of(dossier, number(dossier, nth), amount))
                        .code())
                .isZero();
    }

    private static String inProcess() {
        String dossier = bench.filed();
        taken(bench.clerk.forward(dossier, "2", "Tiếp nhận", bench.now()));
        taken(bench.clerk.forward(dossier, "4", "Thẩm định", bench.now()));
        return dossier;
    }

    @Test
    void theElevenStepsFromFilingToReturnedResult() throws Exception {
        String dossier = bench.filed();
        taken(bench.clerk.forward(dossier, "2", "Tiếp nhận", bench.now()));
        taken(bench.clerk.forward(dossier, "4", "Thẩm định", bench.now()));
        taken(bench.clerk.requestSupplement(dossier, "Thiếu bản sao hợp đồng công chứng", bench.now()));
        assertThat(bench.dossier(dossier).path("paused").asBoolean()).isTrue();
        Instant promised = bench.now().plus(Duration.ofDays(10));
        taken(bench.clerk.confirmSupplement(dossier, bench.now(), promised));
        assertThat(bench.dossier(dossier).path("dueAt").asText()).isEqualTo(promised.toString());
        // the registry asks for an update, 4 to 2, and goes on
        taken(bench.clerk.requestUpdate(dossier, "Sai số tờ bản đồ", bench.now()));
        assertThat(bench.status(dossier)).isEqualTo(2);
        taken(bench.clerk.forward(dossier, "4", "Đã cập nhật", bench.now().plusSeconds(1)));
        // tax issues a notice, sends the slip back as wrong, and issues two anew: one for each owner
        issues(dossier, Map.of(900, 124_500_000L));
        ObjectNode wrong = LandClerk.about(dossier)
                .put("NgayThongBao", "20261123100000")
                .put("NguoiXuLy", "Chi cục Thuế")
                .put("GhiChu", "Sai diện tích");
        wrong.putArray("DanhSachThongBaoThue").addObject().put("SoThongBaoThue", number(dossier, 900));
        taken(bench.clerk.send("ThueChuyenTraHoSoDoSai", wrong));
        assertThat(bench.status(dossier)).isEqualTo(4);
        issues(dossier, Map.of(901, 12_450_000L, 902, 3_000_000L));
        Said passedOn = bench.clerk.passOnTaxes(
                dossier,
                bench.now(),
                List.of(
                        new LandClerk.TaxNotice(
                                "Nguyễn Văn A",
                                "LPTB",
                                number(dossier, 901),
                                bench.scan("/scan.pdf").toString()),
                        new LandClerk.TaxNotice("Trần Thị B", "TNCN", number(dossier, 902), "")));
        taken(passedOn);
        paid(dossier, 901, 12_450_000);
        assertThat(bench.status(dossier)).isEqualTo(6);
        taken(bench.clerk.forward(dossier, "4", "Vẫn đang xử lý", bench.now().plusSeconds(2)));
        assertThat(bench.status(dossier))
                .as("a late ChuyenHoSo pulls nothing back")
                .isEqualTo(6);
        paid(dossier, 902, 3_000_000);
        paid(dossier, 902, 3_000_000);
        assertThat(bench.status(dossier)).isEqualTo(4);
        taken(bench.clerk.finish(
                dossier,
                0,
                "Đã ký",
                bench.now(),
                List.of(new Paper("Giấy chứng nhận", "application/pdf", bench.scan("/scan.pdf")))));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(bench.timeline(dossier))
                        .filteredOn("H26.13.1 resolved"::equals)
                        .hasSize(2));
        bench.says(
                "H26.01",
                dossier,
                MessageType.RETURNED,
                new Returned(ReturnMethod.COUNTER, bench.now(), "Nguyễn Văn A", null));

        assertThat(bench.timeline(dossier))
                .containsExactly(
                        "H26.01 submitted",
                        "H26.13.1 progressed",
                        "H26.13.1 progressed",
                        "H26.13.1 supplement-requested",
                        "H26.13.1 supplemented",
                        "H26.13.1 reopened",
                        "H26.13.1 progressed",
                        "G12.10 obligation-raised",
                        "H26.13.1 revoked",
                        "H26.13.1 progressed",
                        "G12.10 obligation-raised",
                        "G12.10 obligation-raised",
                        "H26.13.1 progressed",
                        "G12.10 payment-confirmed",
                        "H26.13.1 progressed (late)",
                        "G12.10 payment-confirmed",
                        "H26.13.1 resolved",
                        "H26.13.1 resolved",
                        "H26.01 returned");
        JsonNode view = bench.dossier(dossier);
        assertThat(view.path("status").asInt()).isEqualTo(10);
        assertThat(view.path("files").findValuesAsText("state")).containsOnly("fetched");
        assertThat(toldAt("land-registry", dossier)).contains("payment-confirmed", "returned");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(bench.registry.books().dossier(dossier))
                        .as("%s", bench.admin("/admin/v1/parked?destination=land-registry"))
                        .hasValueSatisfying(kept -> assertThat(kept.returned()).isTrue()));
        String last = bench.database
                .sql()
                .sql(
                        "select convert_from(canonical, 'UTF8') from message where message_id like 'land:KetThucHoSo:%:files'")
                .query(String.class)
                .list()
                .getLast();
        assertThat(last).contains("\"sha256\"", "\"size\":" + LandBench.SCAN.length);
    }

    /** What is on its way to a destination, or there. */
    private static List<String> toldAt(String destination, String dossier) {
        return bench.database
                .sql()
                .sql("""
                        select regexp_replace(m.type, '^.*\\.([a-z-]+)\\.v\\d+$', '\\1')
                        from delivery e join message m on m.exchange_id = e.exchange_id
                        join dossier d on d.dossier_id = e.dossier_id
                        where d.code = ? and e.destination = ? order by e.sequence""")
                .params(dossier, destination)
                .query(String.class)
                .list();
    }

    @Test
    void aWithdrawalWithOpenTaxesStaysOpenUntilTheyAreRevoked() {
        String dossier = inProcess();
        issues(dossier, Map.of(910, 5_000_000L, 911, 700_000L));
        paid(dossier, 911, 700_000);

        bench.says("H26.01", dossier, MessageType.WITHDRAWN, new Withdrawn("Không chuyển nhượng nữa", bench.now()));
        bench.says("H26.01", dossier, MessageType.WITHDRAWN, new Withdrawn("Gửi lại", bench.now()));

        assertThat(bench.timeline(dossier))
                .endsWith("H26.01 withdrawn", "H26 revocation-requested", "H26.01 withdrawn");
        assertThat(toldAt("land-registry", dossier)).contains("revocation-requested");
        JsonNode view = bench.dossier(dossier);
        assertThat(view.path("status").asInt()).isEqualTo(7);
        assertThat(view.path("nextActor").asText()).isEqualTo("H26.13.1");
        assertThat(view.path("dues").path("openRevocations").asInt()).isEqualTo(1);
        assertThat(bench.admin("/admin/v1/revocations").findValuesAsText("obligationId"))
                .contains(number(dossier, 910));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(bench.metrics()).contains("hub_revocations_open 1.0"));

        bench.says(
                TAX,
                dossier,
                MessageType.REVOKED,
                new Revoked(number(dossier, 910), RevocationDecision.REVOKED, "Đã hủy thông báo"));

        JsonNode over = bench.dossier(dossier);
        assertThat(over.path("dues").path("openRevocations").asInt()).isZero();
        assertThat(over.path("dues").path("outstanding").asLong()).isZero();
        assertThat(over.has("nextActor")).isFalse();
        assertThat(over.path("dues").findValuesAsText("state")).contains("revoked", "paid");
        assertThat(bench.admin("/admin/v1/revocations").findValuesAsText("dossier"))
                .doesNotContain(dossier);
    }

    @Test
    void theSameCallAgainIsTheSameAnswerAndNoSecondMessage() {
        String dossier = inProcess();
        ObjectNode call = LandClerk.about(dossier)
                .put("MaCanBoNhan", "CB-1")
                .put("MaTrangThai", 4)
                .put("NoiDungXuLy", "Trình ký")
                .put("NgayChuyen", "2026-11-20T08:00:00")
                .put("TruongMoi", "bỏ qua");
        taken(bench.clerk.send("ChuyenHoSo", call));
        taken(bench.clerk.forward(dossier, "9", "Lê Q", bench.now()));

        taken(bench.clerk.send("chuyenhoso", call.toPrettyString()));

        assertThat(bench.timeline(dossier)).hasSize(5);
        assertThat(bench.status(dossier)).isEqualTo(9);
    }

    @Test
    void aDossierThatTheLandOfficeTookInIsRegisteredOnce() {
        ObjectNode taken = LandClerk.about("BN/2026/000123")
                .put("XaId", "00166")
                .put("NguoiTiepNhan", "CB-7")
                .put("NgayTiepNhan", "20261120080000")
                .put("NgayHenTra", "2026-12-04");
        taken.putObject("ThongTinNguoiNopDon").put("HoTen", "Đỗ Thị D").put("SoChungMinh", "001185012345");
        taken.putObject("ThongTinQuyTrinh").put("MaQuyTrinh", "1.012753");
        taken.putArray("ThongTinThuaDat")
                .addObject()
                .put("SoThuTuThua", 128)
                .put("SoHieuBanDo", "45")
                .put("DienTich", 86.5);
        taken.putArray("DanhSachGiayToDinhKem")
                .addObject()
                .put("TenGiayTo", "Đơn đăng ký")
                .put("LinkFile", bench.scan("/scan.pdf").toString());

        taken(bench.clerk.register(taken));
        taken(bench.clerk.register(taken));

        JsonNode view = bench.dossier("BN%2F2026%2F000123");
        assertThat(view.path("code").asText()).startsWith("H26.13.1-20261120-");
        assertThat(view.path("handlingAgency").asText()).isEqualTo("H26.13.1");
        taken(bench.clerk.forward("BN/2026/000123", "2", "Tiếp nhận", bench.now()));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(bench.timeline(view.path("code").asText()))
                        .containsExactlyInAnyOrder(
                                "H26.13.1 submitted", "H26.13.1 progressed", "H26.13.1 supplemented"));
    }

    @Test
    void aFileThatMayNotBeFetchedIsSaidToBeMissingAndTheResultStands() {
        String dossier = inProcess();
        List<Paper> papers = new ArrayList<>();
        papers.add(new Paper("Bên trong", "pdf", java.net.URI.create("http://169.254.169.254/latest/meta-data")));
        papers.add(new Paper("Giấy chứng nhận", "pdf", bench.scan("/scan.pdf")));
        taken(bench.clerk.finish(dossier, 0, "Xong", bench.now(), papers));

        assertThat(bench.status(dossier)).isEqualTo(9);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(bench.timeline(dossier))
                        .filteredOn("H26.13.1 resolved"::equals)
                        .hasSize(2));
        assertThat(bench.dossier(dossier).path("files").findValuesAsText("state"))
                .containsExactly("refused", "fetched");
    }

    @Test
    void letsInOnlyWhoKnowsASecretAndKeepsNoSecret() {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        assertThat(bench.call("ChuyenHoSo", null, body).statusCode()).isEqualTo(401);
        assertThat(bench.call("ChuyenHoSo", "khoa", body).statusCode()).isEqualTo(401);
        assertThat(bench.call("ChuyenHoSo", "", body).statusCode()).isEqualTo(401);
        assertThat(bench.call("sai-khoa/ChuyenHoSo", null, body).statusCode()).isEqualTo(401);
        assertThat(bench.call("ChuyenHoSo", LandBench.NEXT_KEY, body).statusCode())
                .isEqualTo(200);
        assertThat(bench.call(LandBench.KEY + "/ChuyenHoSo", null, body).statusCode())
                .isEqualTo(200);
        assertThat(bench.call("KhongCo", LandBench.KEY, body).statusCode()).isEqualTo(404);
        assertThat(bench.clerk.get("GetDanhMucTrangThai").json().path("Data")).hasSizeGreaterThanOrEqualTo(10);
        assertThat(bench.clerk.get("getdanhmucthutuc").text()).contains("1.012753");
        assertThat(bench.clerk.get("GetDanhMucNguoiDung").result()).isEqualTo(1);
        assertThat(bench.database.count(
                        "select count(*) from land_call where headers::text like ? or body::text like ?",
                        "%" + LandBench.KEY + "%",
                        "%" + LandBench.KEY + "%"))
                .isZero();
    }

    @Test
    void answersBadInputInItsOwnWordsAndWritesNothing() {
        String dossier = inProcess();
        long before = bench.database.count("select count(*) from message");
        Map<String, byte[]> bad = new LinkedHashMap<>();
        bad.put("JSON hợp lệ", text("{\"SoBienNhan\":"));
        bad.put("đối tượng JSON", text("[1]"));
        bad.put("hai lần", text("{\"SoBienNhan\":\"a\",\"SoBienNhan\":\"b\"}"));
        bad.put("quá sâu", text("{\"a\":" + "[".repeat(500) + "]".repeat(500) + "}"));
        bad.put("U+0000", text("{\"SoBienNhan\":\"a\\u0000b\"}"));
        bad.put("UTF-8", new byte[] {'{', '"', (byte) 0xFF, '"', ':', '1', '}'});
        bad.put("không phải UTF-8", "{\"SoBienNhan\":\"a\"}".getBytes(StandardCharsets.UTF_16LE));
        bad.put("thiếu /SoBienNhan", text("{}"));
        bad.put(
                "/SoBienNhan phải là chuỗi",
                body("{'SoBienNhan':{'a':1},'MaTrangThai':'4','NgayChuyen':'20261120080000'}"));
        bad.put(
                "Không tìm thấy",
                body(
                        "{'SoBienNhan':'H26.01-261123-9999','MaCanBoNhan':'a','MaTrangThai':'4','NgayChuyen':'20261120080000'}"));
        bad.put(
                "/NgayChuyen",
                body("{'SoBienNhan':'" + dossier + "','MaCanBoNhan':'a','MaTrangThai':'4','NgayChuyen':'hôm qua'}"));
        bad.put(
                "GetDanhMucTrangThai",
                body("{'SoBienNhan':'" + dossier
                        + "','MaCanBoNhan':'a','MaTrangThai':'XX','NgayChuyen':'20261120080000'}"));
        bad.put(
                "Thiếu /MaCanBoNhan",
                body("{'SoBienNhan':'" + dossier + "','MaTrangThai':'4','NgayChuyen':'20261120080000'}"));
        bad.put(
                "5 phút",
                body("{'SoBienNhan':'" + dossier
                        + "','MaCanBoNhan':'a','MaTrangThai':'4','NgayChuyen':'21001120080000'}"));
        bad.forEach((says, body) -> {
            HttpResponse<String> answer = bench.call("ChuyenHoSo", LandBench.KEY, body);
            assertThat(answer.statusCode()).as(says).isEqualTo(200);
            assertThat(answer.body()).startsWith("{\"Result\":0,").contains(says);
        });
        HttpResponse<String> large = bench.call("ChuyenHoSo", LandBench.KEY, new byte[2_000_000]);
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(large.body()).contains("\"Result\":0");
        String foreign = construction();
        assertThat(bench.clerk.forward(foreign, "4", "x", bench.now()).message())
                .contains("Không tìm thấy hồ sơ");
        assertThat(bench.clerk.finish(dossier, 99, "x", bench.now(), List.of()).message())
                .contains("/TrangThaiKetThuc");
        assertThat(bench.database.count("select count(*) from message")).isEqualTo(before + 1);
        assertThat(bench.database.count("select count(*) from land_file f where not exists"
                        + " (select 1 from message m where m.source = f.source and m.message_id = f.message_id)"))
                .isZero();
    }

    private static String construction() {
        var content = vn.gov.hanoi.hpasc.connectors.testkit.DossierBuilder.aDossier()
                .procedure("1.013225", "Giấy phép xây dựng")
                .handledBy("H26.19");
        var submitted = vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder.aSubmission(content)
                .about(content.newCode())
                .at(bench.now())
                .build();
        bench.hub.agency("H26.01").send(submitted);
        return submitted.subject();
    }

    private static byte[] body(String text) {
        return text(text.replace('\'', '"'));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
