package vn.gov.hanoi.hpasc.connectors.nationalportal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalDossier.Step;
import vn.gov.hanoi.hpasc.dossier.MessageData;
import vn.gov.hanoi.hpasc.dossier.ObligationRaised;
import vn.gov.hanoi.hpasc.dossier.Officer;
import vn.gov.hanoi.hpasc.dossier.PaymentConfirmed;
import vn.gov.hanoi.hpasc.dossier.Progressed;
import vn.gov.hanoi.hpasc.dossier.Reopened;
import vn.gov.hanoi.hpasc.dossier.Resolved;
import vn.gov.hanoi.hpasc.dossier.Returned;
import vn.gov.hanoi.hpasc.dossier.SupplementRequested;
import vn.gov.hanoi.hpasc.dossier.Supplemented;
import vn.gov.hanoi.hpasc.dossier.Withdrawn;

/** Steps of a dossier as rows of {@code CapNhatTienDoHoSoMC}. The same step always gives the same row. */
final class PortalProgressMapper {

    private final PortalProperties properties;

    PortalProgressMapper(PortalProperties properties) {
        this.properties = properties;
    }

    /** Whether the portal is told of the step at all: late ones changed nothing, others do not move a dossier. */
    static boolean tells(Step step) {
        if (step.late()) {
            return false;
        }
        return switch (step.message().data()) {
            case Progressed p -> true;
            case SupplementRequested r -> true;
            case Supplemented s -> true;
            case ObligationRaised o -> true;
            case PaymentConfirmed c -> true;
            case Resolved r -> true;
            case Returned r -> true;
            case Withdrawn w -> true;
            case Reopened r -> true;
            default -> false;
        };
    }

    ObjectNode row(String code, Step step) {
        MessageData data = step.message().data();
        Officer officer = officer(data);
        String actor = officer != null ? officer.name() : properties.rows().agencyActs() ? step.sender() : null;
        String said = said(data);
        return new PortalRow(properties.rows())
                .text("MaHoSo", code)
                .text("NguoiXuLy", actor)
                .text("ChucDanh", officer == null ? null : officer.title())
                .time("ThoiDiemXuLy", step.message().time())
                .text("PhongBanXuLy", officer == null ? null : officer.unit())
                .text("NoiDungXuLy", said == null ? step.status().vietnamese() : said)
                .text(
                        "TrangThai",
                        Integer.toString(properties.shown(step.status()).number()))
                .time("NgayBatDau", data instanceof Progressed progressed ? progressed.startedAt() : null)
                .time("NgayKetThucTheoQuyDinh", due(data))
                .json();
    }

    private static @Nullable Officer officer(MessageData data) {
        return switch (data) {
            case Progressed progressed -> progressed.officer();
            case SupplementRequested requested -> requested.officer();
            case Resolved resolved -> resolved.officer();
            case Reopened reopened -> reopened.officer();
            default -> null;
        };
    }

    /** In the sender's words; null where it left none. */
    private static @Nullable String said(MessageData data) {
        return switch (data) {
            case Progressed progressed -> progressed.note();
            case SupplementRequested requested -> requested.reason();
            case Supplemented supplemented -> supplemented.note();
            case ObligationRaised raised -> raised.name();
            case Resolved resolved -> resolved.note() == null ? resolved.decision() : resolved.note();
            case Returned returned -> returned.note();
            case Withdrawn withdrawn -> withdrawn.reason();
            case Reopened reopened -> reopened.reason();
            default -> null;
        };
    }

    private static @Nullable Instant due(MessageData data) {
        return switch (data) {
            case Progressed progressed -> progressed.dueAt();
            case SupplementRequested requested -> requested.dueAt();
            case ObligationRaised raised -> raised.dueAt();
            default -> null;
        };
    }
}
