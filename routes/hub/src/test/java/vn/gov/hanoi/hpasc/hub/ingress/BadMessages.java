package vn.gov.hanoi.hpasc.hub.ingress;

import static vn.gov.hanoi.hpasc.hub.ingress.Samples.changed;
import static vn.gov.hanoi.hpasc.hub.ingress.Samples.utf8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;

/** Messages that are wrong in themselves, as JSON, whatever wire they come over; sent by HPASC core. */
public final class BadMessages {

    private static final int LONG = 20 * 1024 * 1024;

    private final Map<String, Bad> all = new LinkedHashMap<>();

    private final Instant now;

    private BadMessages(Instant now) {
        this.now = now;
    }

    /**
     * One of them.
     *
     * @param code what it is answered with
     */
    public record Bad(byte[] body, ErrorCode code) {}

    /** @param now what the hub's clock says */
    public static Map<String, Bad> all(Instant now) {
        BadMessages bad = new BadMessages(now);
        bad.notJson();
        bad.wrongBytes();
        bad.wrongEnvelope();
        bad.wrongTimes();
        bad.wrongData();
        bad.notAllowed();
        return bad.all;
    }

    private void add(String name, byte[] body, ErrorCode code) {
        if (all.put(name, new Bad(body, code)) != null) {
            throw new IllegalStateException("twice: " + name);
        }
    }

    private void add(String name, String body, ErrorCode code) {
        add(name, utf8(body), code);
    }

    private void with(String name, ErrorCode code, Consumer<ObjectNode> change) {
        add(name, changed("submitted", change), code);
    }

    private void data(String name, Consumer<ObjectNode> change) {
        with(name, ErrorCode.INVALID_DATA, message -> change.accept((ObjectNode) message.path("data")));
    }

    private void replaced(String name, ErrorCode code, String part, String by) {
        String text = Samples.submitted("bad");
        if (!text.contains(part)) {
            throw new IllegalStateException("not in the example: " + part);
        }
        add(name, text.replace(part, by), code);
    }

    private void notJson() {
        String good = Samples.submitted("bad");
        add("nothing", "", ErrorCode.MALFORMED);
        add("spaces", "   \n", ErrorCode.MALFORMED);
        add("plain text", "Xin chào", ErrorCode.MALFORMED);
        add("XML", "<message/>", ErrorCode.MALFORMED);
        add("half of a message", good.substring(0, good.length() / 2), ErrorCode.MALFORMED);
        add("something after the message", good + "{}", ErrorCode.MALFORMED);
        add("a comment", "/* */" + good, ErrorCode.MALFORMED);
        add("single quotes", good.replace('"', '\''), ErrorCode.MALFORMED);
        add("a trailing comma", good.substring(0, good.length() - 1) + ",}", ErrorCode.MALFORMED);
        replaced("not a number", ErrorCode.MALFORMED, "100000", "NaN");
        replaced("a number with a leading zero", ErrorCode.MALFORMED, "100000", "0100000");
        add("an array", "[" + good + "]", ErrorCode.INVALID_ENVELOPE);
        add("a string", "\"" + "x".repeat(10) + "\"", ErrorCode.INVALID_ENVELOPE);
        add("null", "null", ErrorCode.INVALID_ENVELOPE);
        replaced(
                "a key twice in the envelope",
                ErrorCode.DUPLICATE_KEY,
                "{\"specversion\"",
                "{\"id\":\"a\",\"specversion\"");
        replaced(
                "a key twice in the data",
                ErrorCode.DUPLICATE_KEY,
                "\"channel\":",
                "\"channel\":\"ONLINE\",\"channel\":");
        replaced(
                "an escaped key twice",
                ErrorCode.DUPLICATE_KEY,
                "\"channel\":",
                "\"ch\\u0061nnel\":\"ONLINE\",\"channel\":");
        replaced(
                "deep arrays",
                ErrorCode.TOO_DEEP,
                "\"data\":{",
                "\"data\":{\"x\":" + "[".repeat(5000) + "]".repeat(5000) + ",");
        replaced(
                "deep objects",
                ErrorCode.TOO_DEEP,
                "\"data\":{",
                "\"data\":{\"x\":" + "{\"a\":".repeat(200) + "1" + "}".repeat(200) + ",");
        add("only opening brackets", "[".repeat(100_000), ErrorCode.TOO_DEEP);
        add("20 MB", good.substring(0, good.length() - 1) + " ".repeat(LONG) + "}", ErrorCode.TOO_LARGE);
    }

    private void wrongBytes() {
        String good = Samples.submitted("bad");
        add("UTF-16", good.getBytes(StandardCharsets.UTF_16), ErrorCode.WRONG_ENCODING);
        add("UTF-16 without a mark", good.getBytes(StandardCharsets.UTF_16LE), ErrorCode.WRONG_ENCODING);
        add("UTF-32", good.getBytes(Charset.forName("UTF-32BE")), ErrorCode.WRONG_ENCODING);
        add("Windows-1258", good.getBytes(Charset.forName("windows-1258")), ErrorCode.WRONG_ENCODING);
        add("overlong UTF-8", patched(0xC0, 0xAF), ErrorCode.WRONG_ENCODING);
        add("half a surrogate in UTF-8", patched(0xED, 0xA0, 0x80), ErrorCode.WRONG_ENCODING);
        add("beyond Unicode", patched(0xF5, 0x80, 0x80, 0x80), ErrorCode.WRONG_ENCODING);
        add("a byte that is never UTF-8", patched(0xFF), ErrorCode.WRONG_ENCODING);
        add("U+0000 raw", patched(0), ErrorCode.FORBIDDEN_CHARACTER);
        replaced("U+0000 escaped", ErrorCode.FORBIDDEN_CHARACTER, "Minh", "Mi\\u0000nh");
        replaced(
                "U+0000 in an unknown field",
                ErrorCode.FORBIDDEN_CHARACTER,
                "\"data\":{",
                "\"data\":{\"x\":\"\\u0000\",");
        replaced("a raw control character", ErrorCode.MALFORMED, "Minh", "Mi\u0007nh");
        replaced("an escaped control character", ErrorCode.INVALID_DATA, "Minh", "Mi\\u0007nh");
        replaced("half a surrogate escaped", ErrorCode.INVALID_DATA, "Minh", "Mi\\ud83dnh");
        replaced("U+FFFE", ErrorCode.INVALID_DATA, "Minh", "Mi\uFFFEnh");
    }

    private static byte[] patched(int... bytes) {
        StringBuilder latin = new StringBuilder();
        for (int each : bytes) {
            latin.append((char) each);
        }
        String good = new String(utf8(Samples.submitted("bad")), StandardCharsets.ISO_8859_1);
        return good.replaceFirst("Minh", "Mi" + latin + "nh").getBytes(StandardCharsets.ISO_8859_1);
    }

    private void wrongEnvelope() {
        for (String name : new String[] {"specversion", "id", "source", "type", "subject", "time", "data"}) {
            with("no " + name, ErrorCode.INVALID_ENVELOPE, message -> message.remove(name));
            with(name + " null", ErrorCode.INVALID_ENVELOPE, message -> message.putNull(name));
            ErrorCode code = name.equals("data") ? ErrorCode.INVALID_DATA : ErrorCode.INVALID_ENVELOPE;
            with(name + " a number", code, message -> message.put(name, 7));
            with(name + " an array", code, message -> message.putArray(name));
        }
        envelope("CloudEvents 0.3", "specversion", "0.3");
        envelope("an empty id", "id", "");
        envelope("an id of 256 characters", "id", "x".repeat(256));
        envelope("an id with a line end", "id", "a\r\nSet-Cookie: b");
        envelope("an empty source", "source", "");
        envelope("a source that is a URL", "source", "https://h26.01.example/");
        envelope("a source without an agency", "source", "/agencies/");
        envelope("a source with a bad agency code", "source", "/agencies/h26");
        envelope("a source that climbs", "source", "/agencies/../H26.01");
        envelope("an empty subject", "subject", "");
        envelope("a subject of 101 characters", "subject", "x".repeat(101));
        envelope("a subject with a line end", "subject", "H26\n");
        envelope("corrects that is no UUID", "corrects", "1");
        envelope("data that are XML", "datacontenttype", "application/xml");
        with("a type nobody knows", ErrorCode.UNKNOWN_TYPE, message -> message.put("type", "com.example.x"));
        envelope("an empty type", "type", "");
        with(
                "the next version of a type",
                ErrorCode.UNKNOWN_TYPE,
                message -> message.put("type", "vn.gov.hanoi.hpasc.dossier.submitted.v2"));
        with(
                "a type of another case",
                ErrorCode.UNKNOWN_TYPE,
                message -> message.put("type", "vn.gov.hanoi.hpasc.dossier.Submitted.v1"));
        with("data in base64", ErrorCode.INVALID_ENVELOPE, message -> {
            message.remove("data");
            message.put("data_base64", "e30=");
        });
    }

    private void envelope(String name, String attribute, String value) {
        with(name, ErrorCode.INVALID_ENVELOPE, message -> message.put(attribute, value));
    }

    private void wrongTimes() {
        for (String time : new String[] {
            "2025-09-08T09:12:31",
            "2025-09-08 09:12:31+07:00",
            "20250908091231",
            "08/09/2025 09:12",
            "2025-09-08T21:12:31 PM+07:00",
            "2025-13-08T09:12:31Z",
            "2025-02-30T09:12:31Z",
            "2025-09-08T24:30:00Z",
            "2025-09-08T09:60:00Z",
            "2025-09-08T09:12:31+99:00",
            "+12025-09-08T09:12:31Z",
            "yesterday",
            ""
        }) {
            envelope("the time '" + time + "'", "time", time);
        }
        data("a time without offset in the data", data -> data.put("submittedAt", "2025-09-08T09:05:00"));
        with(
                "a time 6 minutes ahead",
                ErrorCode.TIME_AHEAD,
                message -> message.put("time", now.plusSeconds(360).toString()));
        with("a time of the year 9000", ErrorCode.TIME_AHEAD, message -> message.put("time", "9000-01-01T00:00:00Z"));
    }

    private void wrongData() {
        data("empty data", ObjectNode::removeAll);
        data("no applicant", data -> data.remove("applicant"));
        data("an applicant that is a text", data -> data.put("applicant", "Nguyệt"));
        data("an applicant that is a list", data -> data.putArray("applicant"));
        data("a name that is a number", data -> data.withObject("/applicant").put("fullName", 7));
        data("a name that is too long", data -> data.withObject("/applicant").put("fullName", "x".repeat(5000)));
        data("an empty name", data -> data.withObject("/applicant").put("fullName", ""));
        data("an unknown kind", data -> data.withObject("/applicant").put("kind", "ROBOT"));
        data("a bad procedure code", data -> data.withObject("/procedure").put("code", "1-012753"));
        data("a bad agency code", data -> data.put("receivingBranch", "hanoi"));
        data("an unknown channel", data -> data.put("channel", "FAX"));
        data("documents that are no list", data -> data.putObject("documents"));
        data("a bad hash", data -> data.withObject("/documents/0").put("sha256", "xyz"));
        data("201 documents", data -> {
            ArrayNode documents = (ArrayNode) data.path("documents");
            for (int i = 0; i < 201; i++) {
                documents.add(documents.get(1).deepCopy());
            }
        });
        data("an amount with decimals", data -> data.withObject("/fees/0").put("amount", new BigDecimal("1.5")));
        data("an amount below zero", data -> data.withObject("/fees/0").put("amount", -1));
        data("an amount as a text", data -> data.withObject("/fees/0").put("amount", "100000"));
        data("an amount beyond 2^53", data -> data.withObject("/fees/0").put("amount", 9_007_199_254_740_993L));
        data("an amount beyond all bounds", data -> data.withObject("/fees/0").put("amount", BigInteger.TEN.pow(90)));
        replaced("an amount of a million digits", ErrorCode.MALFORMED, "100000", "1".repeat(500_000));
        replaced("an amount in powers of ten", ErrorCode.INVALID_DATA, "100000", "1e400");
        add(
                "a status of 11",
                changed("progressed", message -> {
                    message.put("source", "/agencies/H26.01");
                    message.withObject("/data").put("status", 11);
                }),
                ErrorCode.INVALID_DATA);
    }

    private void notAllowed() {
        with("another agency's source", ErrorCode.FOREIGN_SOURCE, message -> message.put("source", "/agencies/H26.13"));
        with(
                "the source of the agency above",
                ErrorCode.FOREIGN_SOURCE,
                message -> message.put("source", "/agencies/H26"));
        with(
                "the source of an agency below",
                ErrorCode.FOREIGN_SOURCE,
                message -> message.put("source", "/agencies/H26.01.1"));
        with("an unknown agency's source", ErrorCode.FOREIGN_SOURCE, message -> message.put("source", "/agencies/H99"));
        for (String type : new String[] {"progressed", "resolved"}) {
            add(
                    "a type not granted: " + type,
                    changed(type, message -> message.put("source", "/agencies/H26.01")),
                    ErrorCode.NOT_GRANTED);
        }
        for (String type : new String[] {"delivery-refused", "delivery-parked"}) {
            add(
                    "a type of the hub alone: " + type,
                    changed(type, message -> message.put("source", "/agencies/H26.01")),
                    ErrorCode.NOT_GRANTED);
        }
    }
}
