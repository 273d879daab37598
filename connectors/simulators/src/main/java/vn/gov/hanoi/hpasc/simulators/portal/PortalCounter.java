package vn.gov.hanoi.hpasc.simulators.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.schemas.NationalPortalContracts;
import vn.gov.hanoi.hpasc.simulators.peer.HttpAnswer;

/** What each operation does. */
final class PortalCounter {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EXISTS = "Hồ sơ đã tồn tại";

    private final PortalBooks books;
    private final PortalCatalogue catalogue;

    PortalCounter(PortalBooks books, PortalCatalogue catalogue) {
        this.books = books;
        this.catalogue = catalogue;
    }

    HttpAnswer answer(String service, JsonNode asked, @Nullable PortalFault fault) {
        return switch (fault) {
            case PortalFault.Exists exists -> PortalAnswers.failure("-3", EXISTS);
            case PortalFault.Code code -> PortalAnswers.failure(code.code(), code.message());
            case PortalFault.Text text -> HttpAnswer.of(200, "text/plain; charset=utf-8", text.text());
            case PortalFault.Lie lie -> {
                HttpAnswer ignored = served(service, asked, null);
                yield PortalAnswers.failure(lie.code(), lie.message());
            }
            case null, default -> served(service, asked, fault);
        };
    }

    private HttpAnswer served(String service, JsonNode asked, @Nullable PortalFault fault) {
        return switch (service) {
            case "DongBoHoSoMC" -> pushed(asked, fault);
            case "CapNhatTienDoHoSoMC" -> progressed(asked, fault);
            case "TraCuuHoSo" -> lookedUp(asked);
            case "LayDanhSachTTHC" -> PortalAnswers.success(catalogue.list());
            case "LayThuTuc" -> procedure(asked);
            case "LayDanhMucCoQuan" -> PortalAnswers.success(catalogue.agencies());
            case "LayDanhMucLinhVuc" -> PortalAnswers.success(catalogue.sectors());
            default -> PortalAnswers.failure("-1", "Không có dịch vụ " + service);
        };
    }

    private HttpAnswer pushed(JsonNode asked, @Nullable PortalFault fault) {
        List<String> broken = NationalPortalContracts.faults("dong-bo-ho-so", asked);
        if (!broken.isEmpty()) {
            return PortalAnswers.failure("-1", "Dữ liệu không hợp lệ: " + broken);
        }
        boolean update = asked.path("isUpdating").asText().equals("True");
        return each(
                asked.path("data"), fault, row -> books.push(row.path("MaHoSo").asText(), row, update));
    }

    private HttpAnswer progressed(JsonNode asked, @Nullable PortalFault fault) {
        List<String> broken = NationalPortalContracts.faults("cap-nhat-tien-do", asked);
        if (!broken.isEmpty()) {
            return PortalAnswers.failure("-1", "Dữ liệu không hợp lệ: " + broken);
        }
        return each(
                asked.path("data"),
                fault,
                row -> books.progress(row.path("MaHoSo").asText(), row));
    }

    /** What becomes of one row: why not, or null. */
    private interface Taking {
        @Nullable
        String take(JsonNode row);
    }

    private static HttpAnswer each(JsonNode rows, @Nullable PortalFault fault, Taking taking) {
        ArrayNode said = JSON.createArrayNode();
        int number = 0;
        for (JsonNode row : rows) {
            if (fault instanceof PortalFault.Partial partial && number >= partial.taken()) {
                return PortalAnswers.failure("-1", "Lỗi xử lý bản ghi thứ " + (number + 1));
            }
            boolean spared = fault instanceof PortalFault.Row refused && refused.refused() == number;
            String why = spared ? "Bản ghi không hợp lệ" : taking.take(row);
            if (why != null && !(fault instanceof PortalFault.Row)) {
                return PortalAnswers.failure(why.equals(EXISTS) ? "-3" : "-1", why);
            }
            said.addObject().put("error_code", why == null ? "0" : "-1").put("message", why == null ? "" : why);
            number++;
        }
        return fault instanceof PortalFault.Row ? PortalAnswers.rows(said) : PortalAnswers.success(null);
    }

    private HttpAnswer lookedUp(JsonNode asked) {
        ArrayNode found = JSON.createArrayNode();
        String code = asked.path("mahoso").asText();
        books.dossier(code)
                .ifPresent(kept -> found.addObject().put("MaHoSo", code).put("TrangThaiHoSo", kept.status()));
        return PortalAnswers.success(found);
    }

    private HttpAnswer procedure(JsonNode asked) {
        ObjectNode procedure = catalogue.procedure(asked.path("maTTHC").asText());
        return procedure == null
                ? PortalAnswers.failure("-1", "Không tìm thấy thủ tục")
                : PortalAnswers.success(JSON.createArrayNode().add(procedure));
    }
}
