package vn.gov.hanoi.hpasc.hub.callback.landregistry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.Alias;
import vn.gov.hanoi.hpasc.dossier.Applicant;
import vn.gov.hanoi.hpasc.dossier.ApplicantKind;
import vn.gov.hanoi.hpasc.dossier.Channel;
import vn.gov.hanoi.hpasc.dossier.DossierCode;
import vn.gov.hanoi.hpasc.dossier.Parcel;
import vn.gov.hanoi.hpasc.dossier.Procedure;
import vn.gov.hanoi.hpasc.dossier.ProcedureCode;
import vn.gov.hanoi.hpasc.dossier.Submitted;
import vn.gov.hanoi.hpasc.hub.callback.landregistry.LandMapper.Mapped;
import vn.gov.hanoi.hpasc.hub.callback.landregistry.LandMapper.Said;

/** A dossier that was first taken in at the land office, as one of ours. Pure. */
final class LandIntakeMapper {

    private static final String CITIZENS_NUMBER = "\\d{9}|\\d{12}";
    private static final String TAX_CODE = "\\d{10}(-?\\d{3})?";
    private static final String AREA = "\\d{1,12}(\\.\\d{1,6})?";

    private final LandCallbackProperties properties;

    LandIntakeMapper(LandCallbackProperties properties) {
        this.properties = properties;
    }

    /** The code that the call gives it in the one-stop's own way; null when it gives none. */
    static @Nullable String code(LandWords said) {
        for (String code : new String[] {said.text("MaHoSoMotCua"), said.text("SoBienNhan")}) {
            try {
                if (code != null) {
                    return new DossierCode(code).value();
                }
            } catch (IllegalArgumentException another) {
                // a number of the land office's own
            }
        }
        return null;
    }

    ProcedureCode procedure(LandWords said) {
        String written = String.valueOf(LandWords.text(said.node("ThongTinQuyTrinh"), "MaQuyTrinh"));
        String code = properties.procedures().getOrDefault(written, written);
        try {
            return new ProcedureCode(code);
        } catch (IllegalArgumentException none) {
            throw new NotTaken("/ThongTinQuyTrinh/MaQuyTrinh \"" + written
                    + "\" không phải mã thủ tục hành chính và không có trong cấu hình");
        }
    }

    /**
     * What the call becomes.
     *
     * @param code by which we know the dossier
     * @param handledBy who decides; null for what the routing table says
     */
    Mapped map(LandWords said, String code, @Nullable AgencyCode handledBy) {
        Instant time = said.requiredTime("NgayTiepNhan");
        List<LandFile> files = said.files("DanhSachGiayToDinhKem");
        String number = said.required("SoBienNhan");
        JsonNode parcels = said.node("ThongTinThuaDat");
        Submitted submitted = new Submitted(
                new Procedure(procedure(said), LandWords.text(said.node("ThongTinQuyTrinh"), "TenQuyTrinh")),
                applicant(said.node("ThongTinNguoiNopDon")),
                properties.receivingBranch(),
                handledBy,
                Channel.COUNTER,
                time,
                time,
                said.deadline("NgayHenTra"),
                said.text("DiaChiTaiSan"),
                files.isEmpty() ? null : LandMapper.documents(files),
                null,
                parcel(said.text("XaId"), parcels.path(0)),
                number.equals(code) ? null : List.of(new Alias("land-registry", number)),
                note(said, parcels));
        return new Mapped(List.of(new Said(time, submitted)), files, true);
    }

    private static Applicant applicant(JsonNode person) {
        String number = LandWords.text(person, "SoChungMinh");
        return new Applicant(
                kind(number),
                String.valueOf(LandWords.text(person, "HoTen")),
                number,
                null,
                null,
                LandWords.text(person, "DiaChiChiTiet"),
                LandWords.text(person, "SoDienThoai"),
                LandWords.text(person, "Email"),
                null);
    }

    /** The call does not say; where the number does not either, it is left open. */
    private static ApplicantKind kind(@Nullable String number) {
        if (number == null) {
            return ApplicantKind.OTHER;
        }
        return number.matches(CITIZENS_NUMBER)
                ? ApplicantKind.CITIZEN
                : number.matches(TAX_CODE) ? ApplicantKind.BUSINESS : ApplicantKind.OTHER;
    }

    private static @Nullable Parcel parcel(@Nullable String commune, JsonNode parcel) {
        if (commune == null || parcel.isMissingNode()) {
            return null;
        }
        String area = LandWords.text(parcel, "DienTich");
        return new Parcel(
                commune,
                String.valueOf(LandWords.text(parcel, "SoHieuBanDo")),
                String.valueOf(LandWords.text(parcel, "SoThuTuThua")),
                null,
                area != null && area.matches(AREA) ? area : null,
                LandWords.text(parcel, "DiaChiChiTiet"));
    }

    /** A dossier of ours has one parcel: others are named. */
    private static @Nullable String note(LandWords said, JsonNode parcels) {
        List<String> parts = new ArrayList<>();
        String note = said.text("GhiChu");
        if (note != null) {
            parts.add(note);
        }
        String officer = said.text("NguoiTiepNhan");
        if (officer != null) {
            parts.add("Người tiếp nhận: " + officer);
        }
        for (int i = said.text("XaId") == null ? 0 : 1; i < parcels.size(); i++) {
            parts.add("Thửa " + LandWords.text(parcels.get(i), "SoThuTuThua") + ", tờ bản đồ "
                    + LandWords.text(parcels.get(i), "SoHieuBanDo"));
        }
        String all = String.join(" · ", parts);
        return all.isEmpty() ? null : all.substring(0, Math.min(4000, all.length()));
    }
}
