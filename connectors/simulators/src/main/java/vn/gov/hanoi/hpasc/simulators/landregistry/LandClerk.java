package vn.gov.hanoi.hpasc.simulators.landregistry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Supplier;

/**
 * Somebody at the land registration office whose system calls the hub at {@code /callbacks/land-registry/<operation>}, with
 * the shared secret in a header. Times are written as such systems do, without an offset: in
 * Vietnam's time unless told otherwise.
 */
public final class LandClerk implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String OFFICER = "CBDD.0042";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI hub;
    private final String header;
    private final Supplier<String> secret;
    private volatile ZoneId zone = ZoneId.of("Asia/Ho_Chi_Minh");

    /**
     * A clerk.
     *
     * @param hub the hub's HTTP address, {@code http://127.0.0.1:8080}
     * @param header which header carries the secret
     * @param secret asked for at every call, since it may be made after the clerk
     */
    public LandClerk(URI hub, String header, Supplier<String> secret) {
        this.hub = hub;
        this.header = header;
        this.secret = secret;
    }

    /**
     * What the hub answered.
     *
     * @param status of HTTP
     * @param text the body as it came
     */
    public record Said(int status, String text) {

        /** 1 when the hub took it, 0 when not; -1 when the answer says neither. */
        public int result() {
            return json().path("Result").asInt(-1);
        }

        public String message() {
            return json().path("Message").asText("");
        }

        /** The whole answer; missing when it is not JSON. */
        public JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException notJson) {
                return MissingNode.getInstance();
            }
        }
    }

    /** From now on times are written in {@code zone}, still without an offset. */
    public LandClerk writingTimesIn(ZoneId writing) {
        this.zone = writing;
        return this;
    }

    /** A file as the land registry names it: by link. */
    public record Paper(String name, String kind, URI link) {

        ObjectNode json() {
            return JSON.createObjectNode()
                    .put("TenGiayTo", name)
                    .put("KieuFile", kind)
                    .put("LinkFile", link.toString())
                    .put("SoBanSao", 0)
                    .put("SoBanChinh", 1);
        }
    }

    /** A tax notice as the land registry passes it on. */
    public record TaxNotice(String owner, String tax, String number, String link) {}

    /** The dossier goes from one officer to another, and into a status of the land registry's. */
    public Said forward(String dossier, String status, String note, Instant at) {
        return send(
                "ChuyenHoSo",
                about(dossier)
                        .put("MaCanBoChuyen", OFFICER)
                        .put("MaCanBoNhan", "CBDD.0043")
                        .put("MaTrangThai", status)
                        .put("LaTrangThaiChuyenLai", false)
                        .put("NoiDungXuLy", note)
                        .put("NgayChuyen", time(at))
                        .putNull("HanXuLy"));
    }

    /** Something is missing. */
    public Said requestSupplement(String dossier, String note, Instant at) {
        return send(
                "YeuCauBoSungHoSo",
                about(dossier)
                        .put("NgayChoBoSung", time(at))
                        .put("MaCanBoXuLy", OFFICER)
                        .put("LaTamDung", true)
                        .put("GhiChu", note));
    }

    /** What was missing has come. */
    public Said confirmSupplement(String dossier, Instant at, Instant promise) {
        return send(
                "NhanBoSungHoSo",
                about(dossier)
                        .put("NgayNhanBoSung", time(at))
                        .put("NgayHenTraMoi", time(promise))
                        .put("GhiChu", "Đã nhận bổ sung"));
    }

    /** Tax has answered. */
    public Said passOnTaxes(String dossier, Instant at, List<TaxNotice> notices) {
        ObjectNode body = about(dossier)
                .put("NguoiXuLy", OFFICER)
                .put("NgayCoKetQuaThue", time(at))
                .put("GhiChu", "");
        ArrayNode list = body.putArray("DanhSachThongBaoThue");
        notices.forEach(notice -> list.addObject()
                .put("HoTenChu", notice.owner())
                .put("LoaiThue", notice.tax())
                .put("SoThongBaoThue", notice.number())
                .put("DuongDanThongBaoThue", notice.link()));
        return send("GuiKetQuaThue", body);
    }

    /**
     * The dossier is at its end at the land registry.
     *
     * @param outcome 0 with a result, anything else without
     */
    public Said finish(String dossier, int outcome, String note, Instant at, List<Paper> results) {
        ObjectNode body = about(dossier)
                .put("NgayKetThuc", time(at))
                .put("MaCanBoXuLy", OFFICER)
                .put("TrangThaiKetThuc", outcome)
                .put("GhiChu", note);
        ArrayNode papers = body.putArray("DanhSachGiayToKetQua");
        results.forEach(paper -> papers.add(paper.json()));
        return send("KetThucHoSo", body);
    }

    /** A dossier that was first taken in at the land registry; its fields are those of {@code tiepnhan}. */
    public Said register(ObjectNode dossier) {
        return send("TiepNhanHoSoChoMotCua", dossier);
    }

    /** The dossier must be taken up again. */
    public Said requestUpdate(String dossier, String reason, Instant at) {
        return send(
                "YeuCauCapNhatHoSo",
                about(dossier)
                        .put("NgayYeuCau", time(at))
                        .put("MaCanBoXuLy", OFFICER)
                        .put("NoiDung", reason)
                        .put("GhiChu", reason));
    }

    /** The dossier was filed under the wrong procedure. */
    public Said reportWrongProcedure(String dossier, String reason, Instant at) {
        return send("ThongBaoNhapSaiThuTuc", notice(dossier, reason, at));
    }

    /** Tax sent the dossier back as wrong. */
    public Said reportSentBackByTax(String dossier, String reason, Instant at) {
        return send("ThueChuyenTraHoSoDoSai", notice(dossier, reason, at));
    }

    private ObjectNode notice(String dossier, String reason, Instant at) {
        return about(dossier)
                .put("NgayThongBao", time(at))
                .put("MaCanBoXuLy", OFFICER)
                .put("NoiDung", reason)
                .put("GhiChu", reason);
    }

    /** Sends any body for any operation. */
    public Said send(String operation, ObjectNode body) {
        return send(operation, body.toString());
    }

    /** Sends {@code body} as it is. */
    public Said send(String operation, String body) {
        return call(request(operation)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** Pulls a catalogue, as {@code GetDanhMucTrangThai}. */
    public Said get(String catalogue) {
        return call(request(catalogue).GET().build());
    }

    /** A body that says which dossier. */
    public static ObjectNode about(String dossier) {
        return JSON.createObjectNode().put("SoBienNhan", dossier);
    }

    private String time(Instant at) {
        return TIME.withZone(zone).format(at);
    }

    private HttpRequest.Builder request(String operation) {
        return HttpRequest.newBuilder(hub.resolve("/callbacks/land-registry/" + operation))
                .timeout(TIMEOUT)
                .header(header, secret.get());
    }

    private Said call(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Said(answer.statusCode(), answer.body());
        } catch (IOException unreachable) {
            return new Said(0, String.valueOf(unreachable.getMessage()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Said(0, "stopping");
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
