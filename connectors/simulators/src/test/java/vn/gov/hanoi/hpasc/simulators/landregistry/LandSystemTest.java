package vn.gov.hanoi.hpasc.simulators.landregistry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.simulators.peer.Behaviour;
import vn.gov.hanoi.hpasc.simulators.peer.HttpAnswer;
import vn.gov.hanoi.hpasc.simulators.peer.HttpPeer;

class LandSystemTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CODE = "H26.01-251123-0001";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static String intake(String file) {
        return """
                {"LaQuyTrinhCapTinh":true,"TinhId":1,"HuyenId":5,"XaId":166,"SoBienNhan":"%s","NguoiTiepNhan":"Chi nhánh số 7",
                "NgayTiepNhan":"2026-11-23T08:15:00","ThongTinNguoiNopDon":{"HoTen":"Nguyễn Thị Hồng Nhung"},
                "ThongTinQuyTrinh":{"MaQuyTrinh":"1.012753","TenQuyTrinh":"Đăng ký đất đai"},
                "DanhSachGiayToDinhKem":[{"TenGiayTo":"Đơn","TapTin":{"name":"don.pdf","data":"%s"}}]}""".formatted(CODE, file);
    }

    private HttpResponse<String> post(URI address, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode status(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body()).path("status");
    }

    @Test
    void takesADossierOnceWithItsFiles() throws Exception {
        try (LandSystem land = LandSystem.vbdlis(0)) {
            URI intake = land.endpoint().resolve("tiepnhan");
            String file = Base64.getEncoder().encodeToString(new byte[300_001]);

            assertThat(status(post(intake, intake(file))).path("success").asBoolean())
                    .isTrue();
            JsonNode again = status(post(intake, intake(file)));

            assertThat(again.path("success").asBoolean()).isFalse();
            assertThat(again.path("message").asText()).isEqualTo("Hồ sơ đã tồn tại");
            LandBooks.Kept kept = land.books().dossier(CODE).orElseThrow();
            assertThat(kept.intake().files()).singleElement().satisfies(read -> {
                assertThat(read.name()).isEqualTo("don.pdf");
                assertThat(read.size()).isEqualTo(300_001);
            });
        }
    }

    @Test
    void refusesWhatBreaksItsContractAndWhatItDoesNotKnow() throws Exception {
        try (LandSystem land = LandSystem.vbdlis(0)) {
            assertThat(status(post(land.endpoint().resolve("tiepnhan"), "{\"SoBienNhan\":\"x\"}"))
                            .path("message")
                            .asText())
                    .contains("HuyenId");
            assertThat(status(post(
                                    land.endpoint().resolve("capnhattrangthaitraketquahoso"),
                                    "{\"SoBienNhan\":\"x\",\"NgayTra\":\"2026-11-23T08:15:00\"}"))
                            .path("message")
                            .asText())
                    .isEqualTo("Hồ sơ không tồn tại");
            assertThat(land.books().size()).isZero();
        }
    }

    @Test
    void doesAsTheScriptSaysAndCanBeSwitchedOff() throws Exception {
        try (LandSystem land = LandSystem.vbdlis(0)) {
            URI intake = land.endpoint().resolve("tiepnhan");
            land.script().nextFor(CODE, new Behaviour.Refuse(422, "Thiếu trích lục"));
            assertThat(status(post(intake, intake(""))).path("message").asText())
                    .isEqualTo("Thiếu trích lục");

            post(land.peer().uri("/_sim/land"), "{\"off\":true}");
            assertThat(post(intake, intake("")).statusCode()).isEqualTo(503);
            land.off(false);

            assertThat(status(post(intake, intake(""))).path("success").asBoolean())
                    .isTrue();
        }
    }

    @Test
    void ilisLetsNobodyInWithoutAToken() throws Exception {
        try (LandSystem land = LandSystem.ilis(0)) {
            URI intake = land.endpoint().resolve("TiepNhanHoSo");
            assertThat(post(intake, intake("")).statusCode()).isEqualTo(401);

            String token = JSON.readTree(post(
                                    land.tokenAddress(),
                                    "grant_type=password&username=hanoi&password=bi-mat",
                                    "Content-Type",
                                    "application/x-www-form-urlencoded")
                            .body())
                    .path("access_token")
                    .asText();
            assertThat(post(intake, intake(""), "Authorization", "Bearer " + token)
                            .statusCode())
                    .isEqualTo(200);

            land.tokens().expire();
            assertThat(post(intake, intake(""), "Authorization", "Bearer " + token)
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void theClerkCallsTheHubWithTheSecretInAHeader() {
        List<String> heard = new ArrayList<>();
        try (HttpPeer hub = HttpPeer.start(0, call -> {
                    heard.add(call.path() + " " + call.header("x-land-registry-key") + " " + call.bodyText());
                    call.answer(HttpAnswer.json(200, "{\"Result\":1,\"Message\":\"\"}"));
                });
                LandClerk clerk = new LandClerk(hub.uri("/"), "X-Land-Registry-Key", () -> "khoa")) {

            LandClerk.Said said = clerk.finish(CODE, 0, "Xong", Instant.parse("2026-11-23T08:15:00Z"), List.of());

            assertThat(said.result()).isEqualTo(1);
            assertThat(heard).singleElement().asString().contains("KetThucHoSo khoa", "2026-11-23T15:15:00", CODE);
        }
    }
}
