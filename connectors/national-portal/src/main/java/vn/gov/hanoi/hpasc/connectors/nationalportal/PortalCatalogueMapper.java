package vn.gov.hanoi.hpasc.connectors.nationalportal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalProcedure;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalProcedure.Entry;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalProcedure.Fee;

/** What the catalogue operations answer. */
final class PortalCatalogueMapper {

    private PortalCatalogueMapper() {}

    /** Codes and names, without entries that lack either. */
    static List<Entry> entries(JsonNode list, String code, String name) {
        List<Entry> entries = new ArrayList<>();
        for (JsonNode entry : list) {
            String said = entry.path(code).asText("").strip();
            String called = entry.path(name).asText("").strip();
            if (!said.isEmpty() && !called.isEmpty()) {
                entries.add(new Entry(said, called));
            }
        }
        return entries;
    }

    /** @param result an object, or a list with one */
    static PortalProcedure procedure(String code, JsonNode result) {
        JsonNode said = result.isArray() ? result.path(0) : result;
        return new PortalProcedure(
                code,
                said.path("TENTTHC").asText("").strip(),
                entries(said.path("LINHVUCTHUCHIEN"), "MALINHVUC", "TENLINHVUC"),
                entries(said.path("COQUANTHUCHIEN"), "MADONVI", "TENDONVI"),
                fees(said.path("CACHTHUCTHUCHIEN")),
                papers(said.path("THANHPHANHOSO")));
    }

    private static List<Fee> fees(JsonNode ways) {
        List<Fee> fees = new ArrayList<>();
        for (JsonNode way : ways) {
            for (JsonNode time : way.path("THOIGIAN")) {
                for (JsonNode fee : time.path("PHILEPHI")) {
                    fees.add(fee(
                            fee.path("MAPHILEPHI").asText(""), way.path("KENH").asText(""), fee.path("SOTIEN")));
                }
            }
        }
        return fees;
    }

    private static Fee fee(String code, String channel, JsonNode money) {
        return switch (PortalMoney.of(money)) {
            case PortalMoney.Amount amount -> new Fee(code, channel, amount.vnd(), null);
            case PortalMoney.Free free -> new Fee(code, channel, null, null);
            case PortalMoney.Refused refused -> new Fee(code, channel, null, refused.text());
        };
    }

    private static List<Entry> papers(JsonNode parts) {
        List<Entry> papers = new ArrayList<>();
        for (JsonNode part : parts) {
            papers.addAll(entries(part.path("GIAYTO"), "MAGIAYTO", "TENMAUDON"));
        }
        return papers;
    }
}
