package vn.gov.hanoi.hpasc.hub.callback.tax;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code /DATA/BODY/ROW_LIST{MA_HSO, LIST[]}} in one pass, to the end before anything is made of it. DTDs, entities and
 * other encodings than UTF-8 are refused; size, depth, rows and texts are bounded; nothing is ever unpacked.
 */
final class NoticeFile {

    static final String DOSSIER = "MA_HSO";

    /** Marks a field that a row has twice. */
    static final String TWICE = "\u0001twice";

    private static final int DEEPEST = 12;
    private static final int LONGEST_TEXT = 4_000;
    private static final int MOST_FIELDS = 60;
    private static final WstxInputFactory INPUT = closed();

    private final XMLStreamReader in;
    private final int mostRows;
    private final List<Map<String, String>> rows = new ArrayList<>();

    private NoticeFile(XMLStreamReader in, int mostRows) {
        this.in = in;
        this.mostRows = mostRows;
    }

    private static WstxInputFactory closed() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // what is wrong is told where it is read, not later and as another exception
        factory.setProperty(WstxInputProperties.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEEPEST);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 20);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, LONGEST_TEXT);
        factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, LONGEST_TEXT);
        factory.setProperty(WstxInputProperties.P_MAX_CHILDREN_PER_ELEMENT, 20_000);
        return factory;
    }

    /**
     * The rows, in their order, each with the dossier it is about.
     *
     * @throws Unusable when it is no such file
     */
    static List<Map<String, String>> read(byte[] file, int mostRows) {
        refusePacked(file);
        try {
            XMLStreamReader in = INPUT.createXMLStreamReader(new ByteArrayInputStream(file));
            try {
                return new NoticeFile(in, mostRows).all();
            } finally {
                in.close();
            }
        } catch (XMLStreamException notXml) {
            throw new Unusable("Tệp thông báo thuế không phải XML hợp lệ hoặc vượt quá giới hạn");
        }
    }

    private static void refusePacked(byte[] file) {
        boolean zip = file.length > 1 && file[0] == 'P' && file[1] == 'K';
        boolean gzip = file.length > 1 && (file[0] & 0xFF) == 0x1F && (file[1] & 0xFF) == 0x8B;
        if (zip || gzip) {
            throw new Unusable("Tệp thông báo thuế bị nén, không được phép");
        }
    }

    private List<Map<String, String>> all() throws XMLStreamException {
        for (String encoding : new String[] {in.getEncoding(), in.getCharacterEncodingScheme()}) {
            if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
                throw new Unusable("Tệp thông báo thuế không dùng UTF-8");
            }
        }
        while (in.getEventType() != XMLStreamConstants.START_ELEMENT) {
            if (in.getEventType() == XMLStreamConstants.DTD) {
                throw new Unusable("Tệp thông báo thuế chứa DTD, không được phép");
            }
            in.next();
        }
        if (!in.getLocalName().equals("DATA")) {
            throw new Unusable("Tệp thông báo thuế không bắt đầu bằng DATA");
        }
        boolean body = false;
        while (toChild()) {
            if (in.getLocalName().equals("BODY")) {
                body = true;
                dossiers();
            } else {
                skip();
            }
        }
        while (in.hasNext()) {
            in.next();
        }
        if (!body) {
            throw new Unusable("Tệp thông báo thuế không có BODY");
        }
        return rows;
    }

    private void dossiers() throws XMLStreamException {
        while (toChild()) {
            if (in.getLocalName().equals("ROW_LIST")) {
                dossier();
            } else {
                skip();
            }
        }
    }

    /** The code may stand before or after its notices. */
    private void dossier() throws XMLStreamException {
        int first = rows.size();
        String code = null;
        while (toChild()) {
            switch (in.getLocalName()) {
                case DOSSIER -> code = code == null ? text() : TWICE + text();
                case "LIST" -> notice();
                default -> skip();
            }
        }
        for (Map<String, String> row : rows.subList(first, rows.size())) {
            row.put(DOSSIER, code == null ? "" : code);
        }
    }

    private void notice() throws XMLStreamException {
        if (rows.size() == mostRows) {
            throw new Unusable("Tệp thông báo thuế có hơn " + mostRows + " dòng");
        }
        Map<String, String> row = new LinkedHashMap<>();
        while (toChild()) {
            String name = in.getLocalName();
            String text = text();
            if (row.size() == MOST_FIELDS) {
                throw new Unusable("Một dòng có hơn " + MOST_FIELDS + " trường");
            }
            if (row.containsKey(name)) {
                text = TWICE + row.get(name) + "|" + text;
            }
            row.put(name, text);
        }
        rows.add(row);
    }

    /** Goes to the next child element; false, and at the parent's end, when there is none. */
    private boolean toChild() throws XMLStreamException {
        while (in.hasNext()) {
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return true;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return false;
                }
                case XMLStreamConstants.ENTITY_REFERENCE -> throw entity();
                default -> {
                    // text between elements says nothing
                }
            }
        }
        return false;
    }

    /** The text of this element, without that of elements within it, and goes to its end. */
    private String text() throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        for (int depth = 1; depth > 0; ) {
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.ENTITY_REFERENCE -> throw entity();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (depth == 1 && text.length() + in.getTextLength() <= LONGEST_TEXT) {
                        text.append(in.getText());
                    }
                }
                default -> {
                    // comments and the like say nothing
                }
            }
        }
        return text.toString().strip();
    }

    private void skip() throws XMLStreamException {
        String ignored = text();
    }

    private static Unusable entity() {
        return new Unusable("Tệp thông báo thuế chứa thực thể, không được phép");
    }

    static boolean twice(@Nullable String text) {
        return text != null && text.startsWith(TWICE);
    }
}
