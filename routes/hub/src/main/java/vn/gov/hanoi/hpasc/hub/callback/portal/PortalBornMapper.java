package vn.gov.hanoi.hpasc.hub.callback.portal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.Alias;
import vn.gov.hanoi.hpasc.dossier.Applicant;
import vn.gov.hanoi.hpasc.dossier.ApplicantKind;
import vn.gov.hanoi.hpasc.dossier.Channel;
import vn.gov.hanoi.hpasc.dossier.DocumentReference;
import vn.gov.hanoi.hpasc.dossier.Procedure;
import vn.gov.hanoi.hpasc.dossier.ProcedureCode;
import vn.gov.hanoi.hpasc.dossier.Submitted;

/** A dossier of the portal as ours. Says what is missing; makes nothing up, so that the same call gives the same message. */
final class PortalBornMapper {

    private static final String CITIZENS_NUMBER = "\\d{9}|\\d{12}";

    private final PortalCallbackProperties properties;
    private final DateTimeFormatter times;

    PortalBornMapper(PortalCallbackProperties properties) {
        this.properties = properties;
        this.times = DateTimeFormatter.ofPattern(properties.timePattern().replace("yyyy", "uuuu"))
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /**
     * What the portal says of a dossier.
     *
     * @param submittedAt NgayNopHoSo
     */
    record Born(String portalCode, Instant submittedAt, Submitted submitted) {}

    /**
     * Reads one dossier.
     *
     * @param code by which we know it
     * @param agency whom the citizen chose; null for what the routing table says
     * @throws IllegalArgumentException saying what is wrong
     */
    Born born(JsonNode said, String code, @Nullable AgencyCode agency) {
        String portalCode = required(said, "MaHoSo");
        Instant submittedAt = time(required(said, "NgayNopHoSo"));
        List<Alias> aliases = portalCode.equals(code) ? null : List.of(new Alias("national-portal", portalCode));
        return new Born(
                portalCode,
                submittedAt,
                new Submitted(
                        new Procedure(new ProcedureCode(required(said, "MaTTHC")), null),
                        applicant(said),
                        properties.receivingBranch(),
                        agency,
                        Channel.ONLINE,
                        submittedAt,
                        null,
                        null,
                        text(said, "TrichYeuHoSo"),
                        documents(said.path("TaiLieuNop")),
                        null,
                        null,
                        aliases,
                        text(said, "GhiChu")));
    }

    private Applicant applicant(JsonNode said) {
        String number = text(said, "SoGiayToChuHoSo");
        return new Applicant(
                kind(said, number),
                required(said, "ChuHoSo"),
                number,
                null,
                null,
                text(said, "DiaChi"),
                text(said, "SoDienThoai"),
                text(said, "Email"),
                text(said, "MaDoiTuong"));
    }

    private ApplicantKind kind(JsonNode said, @Nullable String number) {
        String written = text(said, "LoaiDoiTuong");
        ApplicantKind kind =
                written == null ? null : properties.applicantKinds().get(written);
        if (kind != null) {
            return kind;
        }
        if (written == null && number != null && number.matches(CITIZENS_NUMBER)) {
            return ApplicantKind.CITIZEN;
        }
        throw new IllegalArgumentException("LoaiDoiTuong không hợp lệ");
    }

    private static @Nullable List<DocumentReference> documents(JsonNode papers) {
        List<DocumentReference> documents = new ArrayList<>();
        for (JsonNode paper : papers) {
            String sha256 = text(paper, "sha256");
            documents.add(new DocumentReference(
                    required(paper, "TenTepDinhKem"),
                    null,
                    sha256,
                    sha256 == null ? null : paper.path("size").asLong(),
                    text(paper, "MaThanhPhanHoSo"),
                    null));
        }
        return documents.isEmpty() ? null : documents;
    }

    private Instant time(String written) {
        try {
            return LocalDateTime.parse(written, times).atZone(properties.zone()).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("NgayNopHoSo không hợp lệ: " + properties.timePattern(), e);
        }
    }

    static String required(JsonNode said, String field) {
        String text = text(said, field);
        if (text == null) {
            throw new IllegalArgumentException("Thiếu " + field);
        }
        return text;
    }

    static @Nullable String text(JsonNode said, String field) {
        JsonNode value = said.path(field);
        String text =
                value.isTextual() || value.isIntegralNumber() ? value.asText().strip() : "";
        return text.isEmpty() ? null : text;
    }
}
