package vn.gov.hanoi.hpasc.connectors.nationalportal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalDossier;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalDossier.Paper;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalDossier.Step;
import vn.gov.hanoi.hpasc.dossier.ChargeKind;
import vn.gov.hanoi.hpasc.dossier.DocumentReference;
import vn.gov.hanoi.hpasc.dossier.Fee;
import vn.gov.hanoi.hpasc.dossier.ObligationRaised;
import vn.gov.hanoi.hpasc.dossier.PaymentConfirmed;
import vn.gov.hanoi.hpasc.dossier.Resolved;
import vn.gov.hanoi.hpasc.dossier.Submitted;
import vn.gov.hanoi.hpasc.dossier.SupplementItem;
import vn.gov.hanoi.hpasc.dossier.SupplementRequested;
import vn.gov.hanoi.hpasc.dossier.Supplemented;
import vn.gov.hanoi.hpasc.dossier.Vnd;

/** The lists of a dossier's record: papers, fees, supplements, results. */
final class PortalPartsMapper {

    private final PortalProperties properties;

    PortalPartsMapper(PortalProperties properties) {
        this.properties = properties;
    }

    void add(PortalRow row, PortalDossier dossier) {
        List<Paper> papers = dossier.papers();
        boolean digitised = papers.stream().anyMatch(paper -> paper.document().sha256() != null && !paper.replaced());
        List<ObjectNode> fees = fees(dossier);
        row.text("HoSoCoThanhPhanSoHoa", digitised ? "1" : "0")
                .text("DuocThanhToanTrucTuyen", paid(dossier, fees))
                .list(
                        "TaiLieuNop",
                        papers.stream()
                                .filter(paper -> paper.document().sha256() != null)
                                .map(paper -> file(paper, dossier.links()))
                                .toList())
                .list("DanhSachLePhi", fees)
                .list(
                        "DanhSachTepDinhKemKhac",
                        papers.stream()
                                .filter(paper -> paper.document().sha256() == null && !paper.replaced())
                                .map(this::withoutFile)
                                .toList())
                .list("DanhSachHoSoBoSung", supplements(dossier))
                .list("DanhSachGiayToKetQua", results(dossier));
    }

    private ObjectNode file(Paper paper, Map<String, URI> links) {
        URI link = links.get(String.valueOf(paper.document().sha256()));
        return new PortalRow(properties.rows())
                .text("TepDinhKemId", paper.id())
                .text("TenTepDinhKem", paper.document().name())
                .text("IsDeleted", paper.replaced() ? "True" : "False")
                .text("MaThanhPhanHoSo", paper.document().component())
                .text("DuongDanTaiTepTin", link == null || paper.replaced() ? null : link.toString())
                .text("DuocSoHoa", "1")
                .text("DuocTaiSuDung", null)
                .text("DuocLayTuKhoDMQG", null)
                .text("MaKetQuaThayThe", null)
                .json();
    }

    private ObjectNode withoutFile(Paper paper) {
        return new PortalRow(properties.rows())
                .text("TenGiayTo", paper.document().name())
                .text("SoLuong", "1")
                .text("LoaiGiayTo", null)
                .json();
    }

    private List<ObjectNode> fees(PortalDossier dossier) {
        List<ObjectNode> rows = new ArrayList<>();
        Submitted submitted = dossier.submitted();
        PortalCodes codes = properties.codes();
        if (submitted != null) {
            rows.addAll(fees(submitted.fees(), codes.feeAtIntake()));
        }
        for (Step step : dossier.steps()) {
            switch (step.message().data()) {
                case Supplemented supplemented -> rows.addAll(fees(supplemented.fees(), codes.feeAtSupplement()));
                case ObligationRaised due ->
                    rows.add(fee(due.name(), due.obligationId(), due.kind(), due.amount(), codes.feeAtSupplement()));
                default -> {
                    // asks for no money
                }
            }
        }
        return rows;
    }

    private List<ObjectNode> fees(@Nullable List<Fee> fees, String when) {
        return fees == null
                ? List.of()
                : fees.stream()
                        .map(fee -> fee(fee.name(), fee.code(), fee.kind(), fee.amount(), when))
                        .toList();
    }

    private ObjectNode fee(String name, @Nullable String code, ChargeKind kind, Vnd amount, String when) {
        return new PortalRow(properties.rows())
                .text("TenPhiLePhi", name)
                .text("MaPhiLePhi", code)
                .text("HinhThucThu", when)
                .text("Gia", Long.toString(amount.amount()))
                .text("LoaiPhiLePhi", properties.codes().charge().get(kind))
                .json();
    }

    private String paid(PortalDossier dossier, List<ObjectNode> fees) {
        boolean online = dossier.steps().stream()
                .anyMatch(step -> step.message().data() instanceof PaymentConfirmed paid && paid.gateway() != null);
        if (online) {
            return properties.codes().paidOnline();
        }
        return fees.isEmpty()
                ? properties.codes().paidNothing()
                : properties.codes().paidElsewhere();
    }

    /** Each request with what was brought for it; a request that replaces another closes it. */
    private List<ObjectNode> supplements(PortalDossier dossier) {
        List<ObjectNode> rows = new ArrayList<>();
        Submitted submitted = dossier.submitted();
        Instant promised = submitted == null ? null : submitted.dueAt();
        Step open = null;
        for (Step step : dossier.steps()) {
            if (step.late()) {
                continue;
            }
            if (step.message().data() instanceof SupplementRequested) {
                if (open != null) {
                    rows.add(supplement(open, null, promised));
                }
                open = step;
            } else if (step.message().data() instanceof Supplemented brought && open != null) {
                rows.add(supplement(open, step, promised));
                promised = brought.dueAt() == null ? promised : brought.dueAt();
                open = null;
            }
        }
        if (open != null) {
            rows.add(supplement(open, null, promised));
        }
        return rows;
    }

    private ObjectNode supplement(Step asked, @Nullable Step brought, @Nullable Instant promised) {
        SupplementRequested request = (SupplementRequested) asked.message().data();
        Supplemented answer =
                brought == null ? null : (Supplemented) brought.message().data();
        PortalCodes codes = properties.codes();
        return new PortalRow(properties.rows())
                .text("HoSoBoSungId", asked.exchangeId().toString())
                .text(
                        "NguoiYeuCauBoSung",
                        request.officer() == null
                                ? asked.sender()
                                : request.officer().name())
                .text("NoiDungBoSung", request.reason())
                .time("NgayBoSung", asked.message().time())
                .text("NguoiTiepNhanBoSung", brought == null ? null : brought.sender())
                .text("ThongTinTiepNhan", answer == null ? null : answer.note())
                .time(
                        "NgayTiepNhanBoSung",
                        brought == null ? null : brought.message().time())
                .text("TrangThaiBoSung", brought == null ? codes.supplementAsked() : codes.supplementBrought())
                .list(
                        "DanhSachGiayToBoSung",
                        request.items().stream().map(this::missing).toList())
                .list("DanhSachLePhiBoSung", answer == null ? List.of() : fees(answer.fees(), codes.feeAtSupplement()))
                .time("NgayHenTraTruoc", promised)
                .time("NgayHenTraMoi", answer == null ? null : answer.dueAt())
                .json();
    }

    private ObjectNode missing(SupplementItem item) {
        return new PortalRow(properties.rows())
                .text("TenGiayTo", item.name())
                .text("MaThanhPhanHoSo", item.component())
                .text("GhiChu", item.note())
                .json();
    }

    private List<ObjectNode> results(PortalDossier dossier) {
        List<ObjectNode> rows = new ArrayList<>();
        for (Step step : dossier.steps()) {
            if (step.message().data() instanceof Resolved resolved && !step.late()) {
                rows.clear(); // a decision taken again takes the place of the one before
                List<DocumentReference> documents = Objects.requireNonNullElse(resolved.documents(), List.of());
                for (int i = 0; i < documents.size(); i++) {
                    rows.add(result(step.exchangeId() + "-" + (i + 1), documents.get(i), dossier.links()));
                }
            }
        }
        return rows;
    }

    private ObjectNode result(String id, DocumentReference document, Map<String, URI> links) {
        URI link = document.sha256() == null ? null : links.get(document.sha256());
        return new PortalRow(properties.rows())
                .text("TenGiayTo", document.name())
                .text("MaThanhPhanHoSo", document.component())
                .text("GiayToId", id)
                .text("DuongDanTepTinKetQua", link == null ? null : link.toString())
                .text("MaGiayToKetQua", document.number())
                .json();
    }
}
