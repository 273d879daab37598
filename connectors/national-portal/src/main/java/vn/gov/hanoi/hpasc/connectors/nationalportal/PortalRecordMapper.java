package vn.gov.hanoi.hpasc.connectors.nationalportal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalDossier;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalDossier.Step;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalProcedure;
import vn.gov.hanoi.hpasc.dossier.Applicant;
import vn.gov.hanoi.hpasc.dossier.Channel;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.Progressed;
import vn.gov.hanoi.hpasc.dossier.Reopened;
import vn.gov.hanoi.hpasc.dossier.Resolved;
import vn.gov.hanoi.hpasc.dossier.Returned;
import vn.gov.hanoi.hpasc.dossier.Submitted;
import vn.gov.hanoi.hpasc.dossier.Supplemented;

/**
 * A dossier as a record of {@code DongBoHoSoMC}. What the hub does not know stays empty: whether that is too little is
 * said by {@link PortalRow#faults}.
 */
final class PortalRecordMapper {

    private static final int CCCD = 12;
    private static final int CMND = 9;

    private final PortalProperties properties;
    private final PortalPartsMapper parts;

    PortalRecordMapper(PortalProperties properties) {
        this.properties = properties;
        this.parts = new PortalPartsMapper(properties);
    }

    /** @param procedure as the catalogue has it; null when it has it not */
    ObjectNode record(PortalDossier dossier, @Nullable PortalProcedure procedure) {
        Submitted submitted = dossier.submitted();
        PortalRow row = new PortalRow(properties.rows()).text("MaHoSo", dossier.code());
        procedure(row, submitted, procedure);
        applicant(row, submitted);
        PortalCodes codes = properties.codes();
        row.text(
                        "TrangThaiHoSo",
                        Integer.toString(properties.shown(dossier.status()).number()))
                .text("HinhThuc", submitted == null ? null : codes.form().get(submitted.channel()))
                .text("KenhThucHien", submitted == null ? null : codes.channel().get(submitted.channel()))
                .text("DonViXuLy", dossier.handlingAgency())
                .text("TrichYeuHoSo", submitted == null ? null : submitted.summary())
                .text("GhiChu", submitted == null ? null : submitted.note())
                .text("ThongTinKhac", null)
                .text("NoiNopHoSo", dossier.bornAtPortal() ? codes.fromPortal() : codes.fromProvince());
        times(row, dossier, submitted);
        parts.add(row, dossier);
        return row.json();
    }

    private static void procedure(PortalRow row, @Nullable Submitted submitted, @Nullable PortalProcedure procedure) {
        PortalProcedure.Entry sector = procedure == null || procedure.sectors().isEmpty()
                ? null
                : procedure.sectors().getFirst();
        row.text(
                        "MaTTHC",
                        submitted == null
                                ? null
                                : submitted.procedure().code().procedure().value())
                .text("TenTTHC", procedure == null ? null : procedure.name())
                .text("MaLinhVuc", sector == null ? null : sector.code())
                .text("TenLinhVuc", sector == null ? null : sector.name());
    }

    private void applicant(PortalRow row, @Nullable Submitted submitted) {
        Applicant applicant = submitted == null ? null : submitted.applicant();
        String number = applicant == null ? null : applicant.identityNumber();
        String paper = number != null || applicant == null ? number : applicant.taxCode();
        boolean online = submitted != null && submitted.channel() == Channel.ONLINE;
        row.text("ChuHoSo", applicant == null ? null : applicant.fullName())
                .text(
                        "LoaiDoiTuong",
                        applicant == null
                                ? null
                                : properties.codes().applicant().get(applicant.kind()))
                .text("SoGiayToChuHoSo", paper)
                .text("MaDoiTuong", applicant == null || !online ? null : applicant.portalAccount())
                .text("Email", applicant == null ? null : applicant.email())
                .text("Fax", null)
                .text("SoDienThoai", applicant == null ? null : applicant.phone())
                .text("TaiKhoanDuocXacThucVoiVNeID", null)
                .list("DinhDanhCHS", identity(number));
    }

    private List<ObjectNode> identity(@Nullable String number) {
        if (number == null || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return List.of();
        }
        String kind = number.length() == CCCD ? "1" : number.length() == CMND ? "2" : null;
        return kind == null
                ? List.of()
                : List.of(new PortalRow(properties.rows())
                        .text("LoaiDinhDanh", kind)
                        .text("SoDinhDanh", number)
                        .json());
    }

    private static void times(PortalRow row, PortalDossier dossier, @Nullable Submitted submitted) {
        Instant accepted = submitted == null ? null : submitted.receivedAt();
        Instant promised = submitted == null ? null : submitted.dueAt();
        Instant ended = null;
        Instant refused = null;
        Returned returned = null;
        for (Step step : dossier.steps()) {
            if (step.late()) {
                continue;
            }
            switch (step.message().data()) {
                case Progressed progressed -> {
                    accepted = progressed.status() == DossierStatus.ACCEPTED
                            ? step.message().time()
                            : accepted;
                    refused = progressed.status() == DossierStatus.NOT_ACCEPTED
                            ? step.message().time()
                            : refused;
                    promised = progressed.dueAt() == null ? promised : progressed.dueAt();
                }
                case Supplemented supplemented ->
                    promised = supplemented.dueAt() == null ? promised : supplemented.dueAt();
                case Resolved resolved ->
                    ended = resolved.decidedAt() == null ? step.message().time() : resolved.decidedAt();
                case Returned handedOver -> returned = handedOver;
                case Reopened reopened -> {
                    ended = null;
                    returned = null;
                }
                default -> {
                    // moves no date of the record
                }
            }
        }
        row.time("NgayNopHoSo", submitted == null ? null : submitted.submittedAt())
                .time("NgayTiepNhan", accepted)
                .time("NgayHenTra", promised)
                .time("NgayTra", returned == null ? null : returned.returnedAt())
                .time("NgayKetThucXuLy", ended)
                .time("NgayTuChoi", refused)
                .text("ThongTinTra", returned == null ? null : returned.note());
    }
}
