package vn.gov.hanoi.hpasc.hub.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import vn.gov.hanoi.hpasc.dossier.DocumentReference;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.Submitted;

/** A submission of a story in the portal's words, with a file for each paper. */
final class PortalFiling {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIMES =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    private PortalFiling() {}

    static String of(DossierMessage message) {
        Submitted filed = (Submitted) message.data();
        ObjectNode said = JSON.createObjectNode()
                .put("MaHoSo", message.subject())
                .put("MaTTHC", filed.procedure().code().value())
                .put("NgayNopHoSo", TIMES.format(filed.submittedAt()))
                .put("ChuHoSo", filed.applicant().fullName())
                .put("LoaiDoiTuong", "1")
                .put("SoGiayToChuHoSo", filed.applicant().identityNumber())
                .put("MaDoiTuong", filed.applicant().portalAccount())
                .put("SoDienThoai", filed.applicant().phone())
                .put("TrichYeuHoSo", filed.summary());
        ArrayNode papers = said.putArray("TaiLieuNop");
        List<DocumentReference> documents = filed.documents();
        if (documents != null) {
            documents.forEach(document -> papers.addObject()
                    .put("TenTepDinhKem", document.name())
                    .put("MaThanhPhanHoSo", document.component())
                    .put("Base64", file(document)));
        }
        return said.toString();
    }

    private static String file(DocumentReference document) {
        return Base64.getEncoder()
                .encodeToString(("%PDF-1.4\n% " + document.name() + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
