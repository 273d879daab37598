package vn.gov.hanoi.hpasc.dossier.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.Submitted;
import vn.gov.hanoi.hpasc.dossier.codec.InvalidMessage.Fault;
import vn.gov.hanoi.hpasc.dossier.codec.InvalidMessage.Kind;

class BadInputTest {

    private static final String GOOD = Examples.text(MessageType.SUBMITTED);

    private final MessageCodec codec = new MessageCodec();

    static Stream<Arguments> wholes() {
        return Stream.of(
                arguments("nothing", "", Kind.MALFORMED),
                arguments("white space", " \n", Kind.MALFORMED),
                arguments("no JSON", "hello", Kind.MALFORMED),
                arguments("XML", "<message/>", Kind.MALFORMED),
                arguments("a broken end", GOOD.substring(0, GOOD.length() / 2), Kind.MALFORMED),
                arguments("something behind", GOOD + "x", Kind.MALFORMED),
                arguments("two messages", GOOD + GOOD, Kind.MALFORMED),
                arguments(
                        "a comma too many",
                        GOOD.replace("\"channel\": \"COUNTER\",", "\"channel\": \"COUNTER\",,"),
                        Kind.MALFORMED),
                arguments("a comment", GOOD.replaceFirst("\\{", "{/* x */"), Kind.MALFORMED),
                arguments("single quotes", "{'id':'1'}", Kind.MALFORMED),
                arguments("a leading zero", GOOD.replace("184320", "0184320"), Kind.MALFORMED),
                arguments("NaN", GOOD.replace("184320", "NaN"), Kind.MALFORMED),
                arguments("a raw line end in a text", GOOD.replace("COUNTER", "COUN\nTER"), Kind.MALFORMED),
                arguments("a bad escape", GOOD.replace("COUNTER", "\\x41"), Kind.MALFORMED),
                arguments("half an escape", GOOD.replace("COUNTER", "\\u12"), Kind.MALFORMED),
                arguments("a huge number", GOOD.replace("184320", "9".repeat(500)), Kind.MALFORMED),
                arguments("a huge text", GOOD.replace("COUNTER", "x".repeat(1_000_001)), Kind.MALFORMED),
                arguments("a huge name", GOOD.replace("\"channel\"", "\"" + "x".repeat(2000) + "\""), Kind.MALFORMED),
                arguments("an array", "[" + GOOD + "]", Kind.INVALID_ENVELOPE),
                arguments("a text", "\"x\"", Kind.INVALID_ENVELOPE),
                arguments("null", "null", Kind.INVALID_ENVELOPE),
                arguments("an empty object", "{}", Kind.INVALID_ENVELOPE),
                arguments("U+0000 escaped", GOOD.replace("COUNTER", "\\u0000"), Kind.FORBIDDEN_CHARACTER),
                arguments("U+0000 raw", GOOD.replace("COUNTER", "\u0000"), Kind.FORBIDDEN_CHARACTER),
                arguments("U+0000 in a name", GOOD.replace("\"channel\"", "\"a\\u0000\""), Kind.FORBIDDEN_CHARACTER),
                arguments("U+0000 where nobody reads", with("\"x\":\"\\u0000\""), Kind.FORBIDDEN_CHARACTER),
                arguments(
                        "a field twice",
                        GOOD.replace("\"channel\"", "\"channel\":\"POST\",\"channel\""),
                        Kind.DUPLICATE_KEY),
                arguments(
                        "a nested field twice",
                        GOOD.replace("\"mapSheet\"", "\"mapSheet\":\"1\",\"mapSheet\""),
                        Kind.DUPLICATE_KEY),
                arguments(
                        "a field twice by escape",
                        GOOD.replace("\"channel\"", "\"ch\\u0061nnel\":\"POST\",\"channel\""),
                        Kind.DUPLICATE_KEY),
                arguments("an attribute twice", with("\"id\":\"2\""), Kind.DUPLICATE_KEY),
                arguments("an attribute twice, once null", with("\"id\":null"), Kind.DUPLICATE_KEY),
                arguments("data twice", with("\"data\":{}"), Kind.DUPLICATE_KEY),
                arguments("an unknown field twice", with("\"x\":1,\"x\":1"), Kind.DUPLICATE_KEY),
                arguments("twice where nobody reads", with("\"x\":[{\"y\":1,\"y\":1}]"), Kind.DUPLICATE_KEY),
                arguments("65 deep", with("\"x\":" + "[".repeat(64) + "]".repeat(64)), Kind.TOO_DEEP),
                arguments("100,000 deep", "[".repeat(100_000), Kind.TOO_DEEP),
                arguments("deep objects", "{\"a\":".repeat(70) + "1" + "}".repeat(70), Kind.TOO_DEEP),
                arguments("an unknown type", GOOD.replace("submitted.v1", "submitted.v2"), Kind.UNKNOWN_TYPE),
                arguments("no type of ours", GOOD.replace("vn.gov.hanoi.hpasc", "org.example"), Kind.UNKNOWN_TYPE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wholes")
    void isRefusedByItsKind(String name, String json, Kind kind) {
        assertThat(refusal(json).kind()).isEqualTo(kind);
    }

    static Stream<Arguments> places() {
        return Stream.of(
                arguments("/specversion", "\"1.0\"", "\"0.3\"", "is not 1.0"),
                arguments("/specversion", "\"1.0\"", "1.0", "must be a string"),
                arguments("/id", "\"submitted-20250908-000112\"", "\"\"", "does not have 1 to 255 characters"),
                arguments(
                        "/id",
                        "\"submitted-20250908-000112\"",
                        "\"" + "x".repeat(256) + "\"",
                        "does not have 1 to 255 characters"),
                arguments("/id", "\"submitted-20250908-000112\"", "\"a\\nb\"", "has a control character"),
                arguments("/id", "\"submitted-20250908-000112\"", "7", "must be a string"),
                arguments("/id", "\"submitted-20250908-000112\"", "null", "is required"),
                arguments("/id", "\"submitted-20250908-000112\"", "{\"x\":1}", "must be a string"),
                arguments("/source", "/agencies/H26.01", "/offices/H26.01", "not a source"),
                arguments("/source", "/agencies/H26.01", "/agencies/../H26.01", "not an agency code"),
                arguments("/source", "/agencies/H26.01", "/agencies/H26.01\\r\\nX: y", "not an agency code"),
                arguments("/subject", "\"H26.103.25.7-250908-0112\"", "\"\"", "1 to 100"),
                arguments("/subject", "\"H26.103.25.7-250908-0112\"", "\"" + "x".repeat(101) + "\"", "1 to 100"),
                arguments("/subject", "\"H26.103.25.7-250908-0112\"", "\"a\\tb\"", "control character"),
                arguments("/time", "2025-09-08T09:12:31+07:00", "2025-09-08T09:12:31", "offset"),
                arguments("/time", "2025-09-08T09:12:31+07:00", "08/09/2025", "offset"),
                arguments("/time", "2025-09-08T09:12:31+07:00", "20250908091231", "offset"),
                arguments("/time", "2025-09-08T09:12:31+07:00", "2025-02-30T09:12:31Z", "calendar"),
                arguments("/time", "2025-09-08T09:12:31+07:00", "2025-09-08T24:00:00Z", "offset"),
                arguments("/time", "2025-09-08T09:12:31+07:00", "2025-09-08T23:59:60Z", "offset"),
                arguments("/time", "2025-09-08T09:12:31+07:00", "2025-09-08T09:12:31.1234567890Z", "9 digits"),
                arguments("/time", "2025-09-08T09:12:31+07:00", "0025-09-08T09:12:31Z", "1900"),
                arguments("/time", "2025-09-08T09:12:31+07:00", "2025-09-08T09:12:31+7", "offset"),
                arguments("/time", "\"2025-09-08T09:12:31+07:00\"", "1757297551", "must be a string"),
                arguments("/datacontenttype", "application/json", "application/xml", "is not JSON"));
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("places")
    void pointsAtWhatIsWrongInTheEnvelope(String pointer, String good, String bad, String message) {
        assertThat(GOOD).contains(good);
        InvalidMessage refusal = refusal(GOOD.replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(bad)));

        assertThat(refusal.kind()).isEqualTo(Kind.INVALID_ENVELOPE);
        assertThat(refusal.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo(pointer);
            assertThat(fault.message()).contains(message);
        });
    }

    static Stream<Arguments> data() {
        return Stream.of(
                arguments("/data/procedure/code", "\"1.012753\"", "\"1.12753\"", "not a procedure code"),
                arguments("/data/procedure/code", "\"1.012753\"", "1.012753", "must be a string"),
                arguments(
                        "/data/procedure",
                        "{\n      \"code\": \"1.012753\"",
                        "7, \"x\": {\"code\": \"1.012753\"",
                        "must be an object"),
                arguments("/data/applicant/kind", "\"CITIZEN\"", "\"citizen\"", "is not one of BUSINESS, CITIZEN"),
                arguments("/data/applicant/fullName", "\"fullName\"", "\"fullname\"", "is required"),
                arguments("/data/applicant/fullName", "\"Nguyễn Thị Minh Nguyệt\"", "null", "is required"),
                arguments("/data/applicant/fullName", "\"Nguyễn Thị Minh Nguyệt\"", "\"\"", "is empty"),
                arguments("/data/applicant/fullName", "Nguyễn Thị Minh Nguyệt", "x".repeat(501), "more than 500"),
                arguments("/data/applicant/fullName", "Nguyễn Thị Minh Nguyệt", "a\\u0001b", "U+0001"),
                arguments("/data/applicant/fullName", "Nguyễn Thị Minh Nguyệt", "a\\ud800b", "U+D800"),
                arguments("/data/applicant/fullName", "Nguyễn Thị Minh Nguyệt", "a\\udc00b", "U+DC00"),
                arguments("/data/applicant/fullName", "Nguyễn Thị Minh Nguyệt", "a\\uffffb", "U+FFFF"),
                arguments("/data/receivingBranch", "\"H26.103.25.7\"", "\"h26\"", "not an agency code"),
                arguments("/data/channel", "\"COUNTER\"", "[\"COUNTER\"]", "must be a string"),
                arguments("/data/channel", "\"COUNTER\"", "true", "must be a string"),
                arguments("/data/submittedAt", "2025-09-08T09:05:00+07:00", "2025-09-08 09:05:00+07:00", "offset"),
                arguments("/data/summary", "\"Cấp Giấy", "\"" + "x".repeat(1000) + "\u1ea5", "more than 1000"),
                arguments("/data/documents", "\"documents\": [", "\"documents\": {}, \"x\": [", "must be an array"),
                arguments("/data/documents/0/size", "184320", "\"184320\"", "must be a whole number"),
                arguments("/data/documents/0/size", "184320", "184320.0", "must be a whole number"),
                arguments("/data/documents/0/size", "184320", "1e3", "must be a whole number"),
                arguments("/data/documents/0/size", "184320", "-1", "is not between 0 and"),
                arguments("/data/documents/0/size", "184320", "9007199254740993", "is not between 0 and"),
                arguments("/data/documents/0/size", "184320", "99999999999999999999", "is not between 0 and"),
                arguments("/data/documents/0/sha256", "9f86d081884c7d659a2f", "9F86d081884c7d659a2f", "does not match"),
                arguments(
                        "/data/documents/1",
                        "{\n        \"name\": \"Giấy tờ",
                        "null, {\n        \"name\": \"Giấy tờ",
                        "must be an object"),
                arguments("/data/fees/0/amount", "100000", "100000.5", "must be a whole number"),
                arguments("/data/fees/1/kind", "\"FEE\"", "\"FINE\"", "is not one of"),
                arguments("/data/parcel/areaSquareMetres", "\"86.5\"", "\"86,5\"", "does not match"),
                arguments("/data/parcel/areaSquareMetres", "\"86.5\"", "86.5", "must be a string"),
                arguments("/data/parcel/areaSquareMetres", "86.5", "86.5\\n", "does not match"),
                arguments("/data/aliases/0/system", "\"land-registry\"", "\"Land Registry\"", "does not match"));
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("data")
    void pointsAtWhatIsWrongInTheData(String pointer, String good, String bad, String message) {
        assertThat(GOOD).contains(good);
        InvalidMessage refusal = refusal(GOOD.substring(0, GOOD.indexOf("\"data\""))
                + GOOD.substring(GOOD.indexOf("\"data\""))
                        .replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(bad)));

        assertThat(refusal.kind()).isEqualTo(Kind.INVALID_DATA);
        assertThat(refusal.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo(pointer);
            assertThat(fault.message()).contains(message);
        });
        assertThat(refusal.known().id()).isEqualTo("submitted-20250908-000112");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "ISO-8859-1", "windows-1258"})
    void anotherEncodingIsRefused(String encoding) {
        byte[] bytes = "{\"id\":\"Hà Nội é\"}".getBytes(Charset.forName(encoding));

        assertThat(refusal(bytes).kind()).isEqualTo(Kind.WRONG_ENCODING);
    }

    @Test
    void bytesThatOnlyLookLikeUtf8AreRefused() {
        byte[][] bad = {
            {(byte) 0xC0, (byte) 0x80}, // U+0000, overlong
            {(byte) 0xC1, (byte) 0xBF},
            {(byte) 0xE0, (byte) 0x80, (byte) 0xAF}, // a slash, overlong
            {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, // half a surrogate pair
            {(byte) 0xF0, (byte) 0x80, (byte) 0x80, (byte) 0xAF},
            {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80}, // above U+10FFFF
            {(byte) 0xF8, (byte) 0x88, (byte) 0x80, (byte) 0x80},
            {(byte) 0x80},
            {(byte) 0xE1, (byte) 0xBB},
        };
        for (byte[] sequence : bad) {
            byte[] message = "{\"id\":\"abcdefgh??????\"}".getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(sequence, 0, message, 15, sequence.length);
            assertThat(refusal(message).kind()).isEqualTo(Kind.WRONG_ENCODING);
        }
        assertThat(refusal(new byte[] {'"', (byte) 0xE1, (byte) 0xBB}).kind()).isEqualTo(Kind.WRONG_ENCODING);
    }

    @Test
    void base64DataIsRefused() {
        InvalidMessage refusal = refusal(GOOD.replace("\"data\"", "\"data_base64\":\"e30=\",\"x\""));

        assertThat(refusal.kind()).isEqualTo(Kind.INVALID_ENVELOPE);
        assertThat(refusal.faults()).extracting(Fault::pointer).containsExactly("/data_base64", "/data");
    }

    @Test
    void missingDataIsTheFaultOfTheEnvelopeAndWrongDataThatOfTheData() {
        assertThat(refusal(GOOD.replace("\"data\":", "\"date\":")).faults())
                .containsExactly(new Fault("/data", "is required"));
        assertThat(refusal(GOOD.replace("\"data\": {", "\"data\": null, \"x\": {"))
                        .kind())
                .isEqualTo(Kind.INVALID_ENVELOPE);
        assertThat(refusal(GOOD.replace("\"data\": {", "\"data\": \"text\", \"x\": {"))
                        .kind())
                .isEqualTo(Kind.INVALID_DATA);
    }

    @Test
    void everythingWrongIsSaidAtOnceUpToALimit() {
        String twoWrong =
                GOOD.replace("\"COUNTER\"", "1").replace("\"CITIZEN\"", "2").replace("\"1.0\"", "\"2\"");
        assertThat(refusal(twoWrong).faults())
                .extracting(Fault::pointer)
                .containsExactly("/data/applicant/kind", "/data/channel", "/specversion");

        String documents = "\"documents\": [" + "7,".repeat(300) + "7], \"x\": [";
        assertThat(refusal(GOOD.replace("\"documents\": [", documents)).faults())
                .hasSize(InvalidMessage.MOST_FAULTS);
    }

    @Test
    void tooManyOfAListIsSaidOnce() {
        String documents = "\"documents\": [" + "{\"name\":\"a\"},".repeat(200) + "{\"name\":\"a\"}], \"x\": [";

        assertThat(refusal(GOOD.replace("\"documents\": [", documents)).faults())
                .containsExactly(new Fault("/data/documents", "has more than 200 items"));
    }

    @Test
    void anEmptyListOfWhatIsNeededIsRefused() {
        String example = Examples.text(MessageType.SUPPLEMENT_REQUESTED);
        String none = example.replaceFirst("(?s)\"items\": \\[.*?\\]", "\"items\": []");

        assertThat(refusal(none).faults()).containsExactly(new Fault("/data/items", "has fewer than 1 items"));
    }

    @Test
    void namesInPointersAreEscaped() {
        assertThat(refusal(with("\"x/y~z\":{\"a\":1,\"a\":2}")).kind()).isEqualTo(Kind.DUPLICATE_KEY);
        Faults faults = new Faults(false);
        faults.enter("x/y~z");
        faults.add("is odd");
        assertThat(faults.all()).containsExactly(new Fault("/x~1y~0z", "is odd"));
    }

    @Test
    void nothingOfTheInputIsInTheException() {
        InvalidMessage refusal = refusal(GOOD.replace("\"COUNTER\"", "\"COUNTER"));

        assertThat(refusal.argument()).doesNotContain("COUNTER").contains("line");
        assertThat(refusal).hasMessageNotContainingAny("COUNTER", "Nguyệt");
        assertThat(refusal.getStackTrace()).isEmpty();
    }

    @Test
    void aBatchIsRefusedAsAWholeOnlyForWhatConcernsTheWhole() throws Exception {
        String items = "[" + GOOD + "," + GOOD + "]";
        assertThat(batchRefusal(items, 1).kind()).isEqualTo(Kind.TOO_MANY_ITEMS);
        assertThat(batchRefusal(items, 1).argument()).isEqualTo("1");
        assertThat(batchRefusal(GOOD, 5).kind()).isEqualTo(Kind.MALFORMED);
        assertThat(batchRefusal("[" + GOOD, 5).kind()).isEqualTo(Kind.MALFORMED);
        assertThat(batchRefusal("[" + GOOD + "] x", 5).kind()).isEqualTo(Kind.MALFORMED);
        assertThat(codec.batchFromJson("[]".getBytes(StandardCharsets.UTF_8), 5))
                .isEmpty();

        List<BatchItem> mixed = codec.batchFromJson(
                ("[" + GOOD.replace("COUNTER", "\\u0000") + "," + with("\"id\":\"2\"") + ","
                                + with("\"x\":" + "[".repeat(80) + "]".repeat(80)) + "," + GOOD + "]")
                        .getBytes(StandardCharsets.UTF_8),
                5);
        assertThat(mixed.subList(0, 3))
                .extracting(item -> ((BatchItem.Refused) item).why().kind())
                .containsExactly(Kind.FORBIDDEN_CHARACTER, Kind.DUPLICATE_KEY, Kind.TOO_DEEP);
        assertThat(mixed.get(3)).isInstanceOf(BatchItem.Read.class);
    }

    @Test
    void theBinaryModeIsAsStrict() {
        Map<String, String> attributes = Map.of(
                "specversion",
                "1.0",
                "id",
                "1",
                "source",
                "/agencies/H26.01",
                "type",
                MessageType.WITHDRAWN.wire(),
                "subject",
                "x",
                "time",
                "2025-09-08T00:00:00Z");

        InvalidMessage refusal = catchThrowableOfType(
                InvalidMessage.class,
                () -> codec.fromBinary(attributes, "{\"reason\":7}".getBytes(StandardCharsets.UTF_8)));
        InvalidMessage headless = catchThrowableOfType(
                InvalidMessage.class, () -> codec.fromBinary(Map.of(), "{}".getBytes(StandardCharsets.UTF_8)));

        assertThat(refusal.faults()).containsExactly(new Fault("/data/reason", "must be a string"));
        assertThat(headless.kind()).isEqualTo(Kind.INVALID_ENVELOPE);
    }

    @Test
    void goodInputThatLooksOddIsTaken() throws Exception {
        for (String good : List.of(
                "\uFEFF" + GOOD,
                " \r\n" + GOOD + "\n ",
                GOOD.replace("\"application/json\"", "null"),
                GOOD.replace("application/json", "application/json; charset=UTF-8"),
                GOOD.replace(
                        "\"note\":", "\"corrects\": null, \"unknown\": [1, {\"x\": null}, 1.5e3, true], \"note\":"),
                GOOD.replace("Công dân nhận", "Không \\\\u0000 gì"),
                GOOD.replace("\"Đơn đăng ký", "\"\\u0110ơn đăng ký"),
                GOOD.replace("\"H26.103.25.7-250908-0112\"", "\"SBN/25 - 004512 ệ\""))) {
            assertThat(codec.fromJson(good.getBytes(StandardCharsets.UTF_8)).data())
                    .isInstanceOf(Submitted.class);
        }
        DossierMessage old = codec.fromJson(
                GOOD.replace("/agencies/H26.01", "/agencies/000.00.01.H26").getBytes(StandardCharsets.UTF_8));
        assertThat(old.source().value()).isEqualTo("/agencies/H26.01");
    }

    private static String with(String member) {
        return GOOD.strip().replaceFirst("}$", Matcher.quoteReplacement("," + member + "}"));
    }

    private InvalidMessage refusal(String json) {
        return refusal(json.getBytes(StandardCharsets.UTF_8));
    }

    private InvalidMessage refusal(byte[] json) {
        return catchThrowableOfType(InvalidMessage.class, () -> codec.fromJson(json));
    }

    private InvalidMessage batchRefusal(String json, int most) {
        return catchThrowableOfType(
                InvalidMessage.class, () -> codec.batchFromJson(json.getBytes(StandardCharsets.UTF_8), most));
    }
}
