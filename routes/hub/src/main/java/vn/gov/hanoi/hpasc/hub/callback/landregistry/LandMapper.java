package vn.gov.hanoi.hpasc.hub.callback.landregistry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.DocumentReference;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageData;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.Officer;
import vn.gov.hanoi.hpasc.dossier.Progressed;
import vn.gov.hanoi.hpasc.dossier.Reopened;
import vn.gov.hanoi.hpasc.dossier.Resolution;
import vn.gov.hanoi.hpasc.dossier.Resolved;
import vn.gov.hanoi.hpasc.dossier.RevocationDecision;
import vn.gov.hanoi.hpasc.dossier.Revoked;
import vn.gov.hanoi.hpasc.dossier.SupplementItem;
import vn.gov.hanoi.hpasc.dossier.SupplementRequested;
import vn.gov.hanoi.hpasc.dossier.Supplemented;
import vn.gov.hanoi.hpasc.dossier.Withdrawn;
import vn.gov.hanoi.hpasc.hub.callback.landregistry.LandCallbackProperties.Ending;

/** Calls of the land registry as canonical messages. Pure; see RATIONALE.md for what becomes what, and why. */
final class LandMapper {

    private static final int LONGEST_NOTE = 4000;
    /** Who acted where a call names nobody: its own name says which office it was. */
    private static final Officer OFFICE = new Officer("Cơ quan đăng ký đất đai", null, null);

    private static final Officer TAX = new Officer("Cơ quan thuế", null, null);

    private final LandCallbackProperties properties;

    LandMapper(LandCallbackProperties properties) {
        this.properties = properties;
    }

    /** One message that a call becomes. */
    record Said(Instant time, MessageData data) {

        MessageType type() {
            for (MessageType type : MessageType.values()) {
                if (type.dataClass().isInstance(data)) {
                    return type;
                }
            }
            throw new IllegalStateException("no type of " + data.getClass());
        }
    }

    /**
     * What a call becomes.
     *
     * @param messages in the order in which they are to be accepted
     * @param files named by it
     * @param tell whether its documents are said again when the files are here
     */
    record Mapped(List<Said> messages, List<LandFile> files, boolean tell) {}

    /**
     * What a call about a registered dossier becomes.
     *
     * @param arrived when it came; used only for the operations whose body says no time
     */
    Mapped map(LandWords said, LandDossier dossier, Instant arrived) {
        return switch (said.operation()) {
            case CHUYEN_HO_SO -> handedOn(said);
            case YEU_CAU_BO_SUNG_HO_SO -> supplementRequested(said);
            case NHAN_BO_SUNG_HO_SO -> supplemented(said);
            case GUI_KET_QUA_THUE -> taxed(said);
            case KET_THUC_HO_SO -> ended(said);
            case YEU_CAU_CAP_NHAT_HO_SO, THONG_BAO_NHAP_SAI_THU_TUC -> reopened(said, dossier, arrived);
            case THUE_CHUYEN_TRA_HO_SO_DO_SAI -> sentBackByTax(said, dossier, arrived);
            case TIEP_NHAN_HO_SO, DANH_MUC_NGUOI_DUNG, DANH_MUC_THU_TUC, DANH_MUC_TRANG_THAI ->
                throw new IllegalStateException(said.operation() + " is not about a dossier that is there");
        };
    }

    private Mapped handedOn(LandWords said) {
        String code = said.required("MaTrangThai");
        DossierStatus status = status(code);
        String back = said.flag("LaTrangThaiChuyenLai", false) ? "Chuyển lại" : null;
        Progressed progressed = new Progressed(
                status,
                said.requiredOfficer("MaCanBoNhan", "MaCanBoChuyen"),
                note(back, said.text("NoiDungXuLy"), names("Tệp kèm theo", said.files("DanhSachTapTin"))),
                said.requiredTime("NgayChuyen"),
                said.deadline("HanXuLy"),
                null);
        return only(said.requiredTime("NgayChuyen"), progressed, said.files("DanhSachTapTin"), false);
    }

    private DossierStatus status(String code) {
        Integer configured = LandWords.in(properties.statuses(), code);
        if (configured != null) {
            return DossierStatus.of(configured);
        }
        if (code.matches("0?[1-9]|10")) {
            return DossierStatus.of(Integer.parseInt(code));
        }
        throw new NotTaken("/MaTrangThai \"" + code + "\" không có trong danh mục (GetDanhMucTrangThai)");
    }

    private static Mapped supplementRequested(LandWords said) {
        List<LandFile> files = said.files("TapTin");
        String what = said.text("GhiChu");
        String papers = names("Theo văn bản kèm theo", files);
        String reason = what == null ? papers : what;
        if (reason == null) {
            throw new NotTaken("Thiếu /GhiChu: nội dung cần bổ sung");
        }
        Instant time = said.requiredTime("NgayChoBoSung");
        SupplementItem item = new SupplementItem(shortened(reason), null, what == null ? null : papers);
        return said.flag("LaTamDung", true)
                ? only(
                        time,
                        new SupplementRequested(reason, List.of(item), said.officer("MaCanBoXuLy"), null),
                        files,
                        false)
                : only(
                        time,
                        new Progressed(
                                DossierStatus.IN_PROCESS,
                                said.requiredOfficer("MaCanBoXuLy"),
                                note("Yêu cầu bổ sung, không tạm dừng thời hạn", what, papers),
                                null,
                                null,
                                null),
                        files,
                        false);
    }

    private static Mapped supplemented(LandWords said) {
        List<LandFile> files = said.files("TapTin");
        return only(
                said.requiredTime("NgayNhanBoSung"),
                new Supplemented(documents(files), null, said.deadline("NgayHenTraMoi"), said.text("GhiChu")),
                files,
                true);
    }

    /** The amounts come from the tax side; here is only that there is something to pay, and which notices say so. */
    private static Mapped taxed(LandWords said) {
        List<String> lines = new ArrayList<>();
        List<LandFile> files = new ArrayList<>();
        for (JsonNode notice : said.node("DanhSachThongBaoThue")) {
            String number = String.valueOf(LandWords.text(notice, "SoThongBaoThue"));
            lines.add(joined(LandWords.text(notice, "LoaiThue"), "số " + number, LandWords.text(notice, "HoTenChu")));
            String link = LandWords.text(notice, "DuongDanThongBaoThue");
            if (link != null) {
                files.add(new LandFile("Thông báo thuế " + number, null, link));
            }
        }
        Instant time = said.requiredTime("NgayCoKetQuaThue");
        String note = note("Thông báo thuế: " + String.join(", ", lines), said.text("GhiChu"));
        return only(
                time,
                new Progressed(
                        DossierStatus.OBLIGATION_REQUESTED,
                        said.requiredOfficer("NguoiXuLy", "MaCanBoXuLy"),
                        note,
                        time,
                        null,
                        null),
                files,
                false);
    }

    private Mapped ended(LandWords said) {
        Instant time = said.requiredTime("NgayKetThuc");
        String code = said.required("TrangThaiKetThuc");
        List<LandFile> files = said.files("DanhSachGiayToKetQua");
        Officer officer = said.officer("MaCanBoXuLy");
        String note = said.text("GhiChu");
        if (code.equals("0")) {
            return only(
                    time, new Resolved(Resolution.GRANTED, null, time, officer, documents(files), note), files, true);
        }
        Ending ending = LandWords.in(properties.endings(), code);
        return switch (ending) {
            case null ->
                throw new NotTaken("/TrangThaiKetThuc \"" + code + "\" không hợp lệ: 0 là có kết quả, ngoài ra "
                        + properties.endings().keySet().stream().sorted().collect(Collectors.joining(", ")));
            case WITHDRAWN -> only(time, new Withdrawn(note, time), files, false);
            case RETURNED ->
                only(time, new Resolved(Resolution.STOPPED, null, time, officer, documents(files), note), files, true);
            case REFUSED ->
                only(time, new Resolved(Resolution.REFUSED, null, time, officer, documents(files), note), files, true);
        };
    }

    /** Back to the one-stop, which must correct what it entered. */
    private static Mapped reopened(LandWords said, LandDossier dossier, Instant arrived) {
        List<LandFile> files = said.files("TapTin");
        String right = said.text("MaThuTucDung");
        String reason = joined(
                said.operation().vietnamese(),
                right == null ? null : "thủ tục đúng: " + right,
                reason(said),
                names("Tệp kèm theo", files));
        Officer officer = said.officer("MaCanBoXuLy", "NguoiXuLy");
        DossierStatus status = dossier.status();
        return only(
                time(said, arrived),
                status == DossierStatus.REGISTERED || status == DossierStatus.ACCEPTED
                        ? new Progressed(status, officer == null ? OFFICE : officer, reason, null, null, null)
                        : new Reopened(reason, DossierStatus.ACCEPTED, officer),
                files,
                false);
    }

    /**
     * What the notices that it names asked for is taken back; what others ask for stays owed. A dossier that waits for money
     * nobody asks for any more goes on.
     */
    private static Mapped sentBackByTax(LandWords said, LandDossier dossier, Instant arrived) {
        Instant time = time(said, arrived);
        List<String> unknown = new ArrayList<>();
        List<Said> messages = new ArrayList<>();
        for (JsonNode notice : said.node("DanhSachThongBaoThue")) {
            String number = String.valueOf(LandWords.text(notice, "SoThongBaoThue"));
            dossier.noticed(number)
                    .ifPresentOrElse(
                            owed -> messages.add(new Said(
                                    time,
                                    new Revoked(
                                            owed.obligationId(),
                                            RevocationDecision.REVOKED,
                                            note("Thuế chuyển trả, thông báo số " + number, reason(said))))),
                            () -> unknown.add(number));
        }
        String note = joined(
                said.operation().vietnamese(),
                reason(said),
                unknown.isEmpty() ? null : "thông báo " + String.join(", ", unknown));
        boolean waitsForNothing =
                dossier.status() == DossierStatus.OBLIGATION_REQUESTED && messages.isEmpty() && !dossier.owes();
        Officer officer = said.officer("NguoiXuLy", "MaCanBoXuLy");
        messages.add(new Said(
                time,
                waitsForNothing
                        ? new Reopened(note, DossierStatus.IN_PROCESS, officer)
                        : new Progressed(
                                DossierStatus.IN_PROCESS, officer == null ? TAX : officer, note, null, null, null)));
        return new Mapped(messages, List.of(), false);
    }

    /** Each field may say it in its own words, or the same twice. */
    private static @Nullable String reason(LandWords said) {
        return said.text("GhiChu", "LyDo", "NoiDung", "NoiDungXuLy");
    }

    /** What these bodies say of time is not known for certain: where they say nothing, the call's arrival is it. */
    private static Instant time(LandWords said, Instant arrived) {
        Instant time = said.anyTime("NgayYeuCau", "NgayThongBao", "NgayChuyenTra", "NgayXuLy");
        return time == null ? arrived : time;
    }

    private static Mapped only(Instant time, MessageData data, List<LandFile> files, boolean tell) {
        return new Mapped(List.of(new Said(time, data)), files, tell);
    }

    static List<DocumentReference> documents(List<LandFile> files) {
        return files.stream().map(LandFile::document).toList();
    }

    private static @Nullable String names(String lead, List<LandFile> files) {
        return files.isEmpty()
                ? null
                : lead + ": " + files.stream().map(LandFile::name).collect(Collectors.joining(", "));
    }

    private static @Nullable String note(@Nullable String... parts) {
        String note = joined(parts);
        return note.isEmpty() ? null : note;
    }

    private static String joined(@Nullable String... parts) {
        StringBuilder note = new StringBuilder();
        for (String part : parts) {
            if (part != null) {
                note.append(note.isEmpty() ? "" : " · ").append(part);
            }
        }
        return note.length() <= LONGEST_NOTE ? note.toString() : note.substring(0, LONGEST_NOTE - 1) + "…";
    }

    private static String shortened(String text) {
        return text.length() <= 500 ? text : text.substring(0, 499) + "…";
    }
}
