package vn.gov.hanoi.hpasc.hub.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.Officer;
import vn.gov.hanoi.hpasc.dossier.Progressed;
import vn.gov.hanoi.hpasc.dossier.Reopened;
import vn.gov.hanoi.hpasc.dossier.Resolved;
import vn.gov.hanoi.hpasc.dossier.Revoked;
import vn.gov.hanoi.hpasc.dossier.SupplementRequested;

/**
 * A step of a story in the land registry's words; times are Hanoi's without saying so, as its are.
 *
 * @param operation of the land registry's table
 * @param body JSON
 */
record LandCall(String operation, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIMES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    static LandCall of(DossierMessage message) {
        ObjectNode said = JSON.createObjectNode().put("SoBienNhan", message.subject());
        Instant at = message.time();
        return switch (message.data()) {
            case Progressed taxed when taxed.status() == DossierStatus.OBLIGATION_REQUESTED -> taxes(said, taxed, at);
            case Progressed moved ->
                new LandCall(
                        "ChuyenHoSo",
                        said.put("MaCanBoNhan", moved.officer().name())
                                .put(
                                        "MaTrangThai",
                                        Integer.toString(moved.status().number()))
                                .put("LaTrangThaiChuyenLai", false)
                                .put("NoiDungXuLy", moved.note())
                                .put("NgayChuyen", TIMES.format(at))
                                .toString());
            case SupplementRequested asked ->
                new LandCall(
                        "YeuCauBoSungHoSo",
                        said.put("NgayChoBoSung", TIMES.format(at))
                                .put("MaCanBoXuLy", name(asked.officer()))
                                .put("LaTamDung", true)
                                .put("GhiChu", asked.reason())
                                .toString());
            case Reopened back ->
                new LandCall(
                        "YeuCauCapNhatHoSo",
                        said.put("NgayYeuCau", TIMES.format(at))
                                .put("MaCanBoXuLy", name(back.officer()))
                                .put("GhiChu", back.reason())
                                .toString());
            case Revoked revoked -> sentBack(said, revoked, at);
            case Resolved resolved -> ended(said, resolved, at);
            default -> throw new IllegalArgumentException("the land registry says nothing like " + message.type());
        };
    }

    /** The note of the story's step names the notices. */
    private static LandCall taxes(ObjectNode said, Progressed taxed, Instant at) {
        said.put("NguoiXuLy", taxed.officer().name()).put("NgayCoKetQuaThue", TIMES.format(at));
        ArrayNode notices = said.putArray("DanhSachThongBaoThue");
        String numbers = taxed.note();
        for (String number : (numbers == null ? "" : numbers).split(", ", -1)) {
            notices.addObject().put("SoThongBaoThue", number);
        }
        return new LandCall("GuiKetQuaThue", said.toString());
    }

    private static LandCall sentBack(ObjectNode said, Revoked revoked, Instant at) {
        said.put("NgayChuyenTra", TIMES.format(at)).put("GhiChu", revoked.note());
        said.putArray("DanhSachThongBaoThue").addObject().put("SoThongBaoThue", revoked.obligationId());
        return new LandCall("ThueChuyenTraHoSoDoSai", said.toString());
    }

    private static LandCall ended(ObjectNode said, Resolved resolved, Instant at) {
        said.put("NgayKetThuc", TIMES.format(at))
                .put("MaCanBoXuLy", name(resolved.officer()))
                .put("TrangThaiKetThuc", 0)
                .put("GhiChu", resolved.note());
        ArrayNode papers = said.putArray("DanhSachGiayToKetQua");
        if (resolved.documents() != null) {
            resolved.documents().forEach(paper -> papers.addObject().put("TenGiayTo", paper.name()));
        }
        return new LandCall("KetThucHoSo", said.toString());
    }

    private static @Nullable String name(@Nullable Officer officer) {
        return officer == null ? null : officer.name();
    }
}
