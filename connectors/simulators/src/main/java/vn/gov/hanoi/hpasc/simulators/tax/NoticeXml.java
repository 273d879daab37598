package vn.gov.hanoi.hpasc.simulators.tax;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes files of notices: a {@code ROW_LIST} for each dossier, in the order in which they are first named. */
final class NoticeXml {

    private NoticeXml() {}

    static byte[] file(List<TaxNotice> notices) {
        Map<String, List<TaxNotice>> byDossier = new LinkedHashMap<>();
        notices.forEach(notice -> byDossier
                .computeIfAbsent(notice.dossier(), dossier -> new ArrayList<>())
                .add(notice));
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<DATA><BODY>");
        byDossier.forEach((dossier, list) -> {
            xml.append("<ROW_LIST>");
            element(xml, "MA_HSO", dossier);
            list.forEach(notice -> list(xml, notice));
            xml.append("</ROW_LIST>");
        });
        return xml.append("</BODY></DATA>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void list(StringBuilder xml, TaxNotice notice) {
        xml.append("<LIST>");
        element(xml, "MA_SO_THUE", notice.payer());
        element(xml, "SO_QUYET_DINH", notice.number());
        element(xml, "NGAY_QUYET_DINH", notice.date());
        element(xml, "TEN_TIEUMUC", notice.name());
        element(xml, "SO_TIEN", notice.amount());
        xml.append("</LIST>");
    }

    private static void element(StringBuilder xml, String name, String text) {
        xml.append('<').append(name).append('>');
        xml.append(text.replace("&", "&amp;").replace("<", "&lt;"));
        xml.append("</").append(name).append('>');
    }
}
