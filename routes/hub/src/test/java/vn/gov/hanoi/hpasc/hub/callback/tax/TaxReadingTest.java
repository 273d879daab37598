package vn.gov.hanoi.hpasc.hub.callback.tax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.hanoi.hpasc.hub.tax.TaxFact;
import vn.gov.hanoi.hpasc.hub.tax.TaxItem;
import vn.gov.hanoi.hpasc.hub.tax.TaxReason;
import vn.gov.hanoi.hpasc.simulators.tax.Bomb;
import vn.gov.hanoi.hpasc.simulators.tax.TaxOffice;

class TaxReadingTest {

    private static final TaxMapper MAPPER = new TaxMapper(properties("."));
    private static final ObjectMapper JSON = new ObjectMapper();

    private static TaxCallbackProperties properties(String thousands) {
        return new TaxCallbackProperties(
                List.of(),
                List.of(),
                false,
                Set.of(),
                Set.of(),
                1 << 24,
                1 << 23,
                2000,
                thousands,
                "dd-MM-yyyy",
                "yyyyMMddHHmmss",
                ZoneId.of("Asia/Ho_Chi_Minh"),
                new TaxCallbackProperties.Optional("HAN_NOP", "TK_THU_HUONG", "MA_NH_THU_HUONG", "TEN_TK_THU_HUONG"),
                Duration.ofDays(1),
                Duration.ofDays(1),
                100);
    }

    private static Map<String, String> row(String... more) {
        Map<String, String> row = new HashMap<>(Map.of(
                "MA_HSO", "000.00.13.H26-261120-0007",
                "MA_SO_THUE", "8012345678",
                "SO_QUYET_DINH", "1207/TB-LPTB",
                "NGAY_QUYET_DINH", "20-11-2026",
                "TEN_TIEUMUC", "Lệ phí trước bạ nhà đất",
                "SO_TIEN", "15.500.000"));
        for (int i = 0; i < more.length; i += 2) {
            row.put(more[i], more[i + 1]);
        }
        return row;
    }

    private static String voucher(String amount, String time, String status) {
        return """
            {"MaHoSo":"H26.13-261120-0007","MaSoThue":"8012345678","UrlFileChungTu":"https://thue.example.vn/1.pdf",
             "ThongTinThanhToan":{"MaThongBaoThue":"1207/TB","SoTien":%s,"ThoiGianThanhToan":"%s",
             "TrangThaiThanhToan":%s}}\
            """.formatted(amount, time, status);
    }

    // ── A notice
    // ──────────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void readsANoticeExactly() {
        TaxItem item = MAPPER.notice(row("HAN_NOP", "20-12-2026"));

        assertThat(item.dossier()).isEqualTo("H26.13-261120-0007");
        assertThat(item.fact()).isInstanceOfSatisfying(TaxFact.Notice.class, notice -> {
            assertThat(notice.amount()).isEqualTo(15_500_000);
            assertThat(notice.decidedOn()).isEqualTo(LocalDate.of(2026, 11, 20));
            assertThat(notice.dueAt()).isEqualTo(Instant.parse("2026-12-20T16:59:59Z"));
        });
        assertThat(item.toString()).doesNotContain("8012345678");
        assertThat(String.valueOf(item.fact())).doesNotContain("8012345678");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "abc",
                "1,5",
                "1.5",
                "1500.00",
                "15.50.000",
                "1.500.00",
                "0.500",
                "-5",
                "+5",
                "1e6",
                "1_000",
                "NaN",
                "9007199254740993",
                "99999999999999999999",
                "15 500 000",
                "15.500.000 đ",
                "٣٤٥",
                "0x10",
                "1500000.0"
            })
    void whatIsNoAmountIsNeverOne(String amount) {
        assertThat(MAPPER.notice(row("SO_TIEN", amount)).fault()).isEqualTo(TaxReason.BAD_AMOUNT);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "7,7", "007,7", "1.000,1000", "9007199254740992,9007199254740992", "123.456.789,123456789"})
    void whatIsAnAmountIsReadToTheLastDong(String text, long amount) {
        assertThat(MAPPER.amount(text)).isEqualTo(amount);
    }

    @Property
    void everyAmountIsReadPlainAndGrouped(@ForAll @LongRange(min = 0, max = 1L << 53) long amount) {
        assertThat(MAPPER.amount(Long.toString(amount))).isEqualTo(amount);
        assertThat(MAPPER.amount(String.format(java.util.Locale.GERMANY, "%,d", amount)))
                .isEqualTo(amount);
    }

    @Test
    void dotsAreNoAmountWhereTheyWereNotAgreed() {
        TaxMapper plain = new TaxMapper(properties(""));
        assertThat(plain.notice(row()).fault()).isEqualTo(TaxReason.BAD_AMOUNT);
        assertThat(plain.notice(row("SO_TIEN", "15500000")).fault()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "31-02-2026", "2026-11-20", "20/11/2026", "1-1-2026", "20-13-2026", "20-11-26", "00-00-0000"
            })
    void whatIsNoDateParksTheRow(String date) {
        assertThat(MAPPER.notice(row("NGAY_QUYET_DINH", date)).fault()).isEqualTo(TaxReason.BAD_DATE);
    }

    @ParameterizedTest
    @CsvSource({"MA_HSO,NO_DOSSIER", "SO_QUYET_DINH,NO_NUMBER", "TEN_TIEUMUC,NO_NAME"})
    void whatIsMissingIsSaid(String field, TaxReason reason) {
        assertThat(MAPPER.notice(row(field, " ")).fault()).isEqualTo(reason);
        Map<String, String> without = row();
        without.remove(field);
        assertThat(MAPPER.notice(without).fault()).isEqualTo(reason);
    }

    @Test
    void whatIsTooLongForItsPlaceParksTheRow() {
        assertThat(MAPPER.notice(row("SO_QUYET_DINH", "9".repeat(101))).fault()).isEqualTo(TaxReason.TOO_LONG);
        assertThat(MAPPER.notice(row("TEN_TIEUMUC", "x".repeat(501))).fault()).isEqualTo(TaxReason.TOO_LONG);
        assertThat(MAPPER.notice(row("MA_HSO", "H".repeat(101))).fault()).isEqualTo(TaxReason.TOO_LONG);
        assertThat(MAPPER.notice(row("SO_QUYET_DINH", "1\n2")).fault()).isEqualTo(TaxReason.TOO_LONG);
    }

    // ── A voucher
    // ─────────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void readsAVoucherWhetherNumbersAreWrittenAsTextOrNot() throws Exception {
        TaxItem text = MAPPER.voucher(JSON.readTree(voucher("\"15500000\"", "20261122153000", "\"1\"")));
        TaxItem number = MAPPER.voucher(TaxBody.read(
                        ("{\"Data\":" + voucher("15500000", "20261122153000", "1") + "}")
                                .getBytes(StandardCharsets.UTF_8),
                        1000)
                .fields()
                .path("Data"));

        assertThat(text.fact()).isEqualTo(number.fact());
        assertThat(text.fact()).isInstanceOfSatisfying(TaxFact.Voucher.class, voucher -> {
            assertThat(voucher.paid()).isTrue();
            assertThat(voucher.paidAt()).isEqualTo(Instant.parse("2026-11-22T08:30:00Z"));
            assertThat(voucher.file()).isEqualTo("https://thue.example.vn/1.pdf");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"15500000.0", "1.55e7", "0", "-1", "\"\"", "null", "true", "{}", "1e400"})
    void aVoucherOverNoWholeAmountIsParked(String amount) throws Exception {
        TaxItem item = MAPPER.voucher(TaxBody.read(
                        ("{\"Data\":" + voucher(amount, "20261122153000", "1") + "}").getBytes(StandardCharsets.UTF_8),
                        1000)
                .fields()
                .path("Data"));

        assertThat(item.fault()).isEqualTo(TaxReason.BAD_AMOUNT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20261122", "20261122246000", "20261122 153000", "22-11-2026", "00000000000000"})
    void aVoucherWithoutATimeIsParked(String time) throws Exception {
        assertThat(MAPPER.voucher(JSON.readTree(voucher("\"1\"", time, "1"))).fault())
                .isEqualTo(TaxReason.BAD_DATE);
    }

    // ── A file
    // ────────────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void readsSeveralDossiersWithSeveralNoticesEach() {
        List<Map<String, String>> rows = NoticeFile.read(
                bytes("<?xml version=\"1.0\""
                        + " encoding=\"utf-8\"?><DATA><HEADER><X>1</X></HEADER><BODY><ROW_LIST><LIST><SO_TIEN>1</SO_TIEN></LIST><MA_HSO>"
                        + " A </MA_HSO><LIST><SO_TIEN>2</SO_TIEN></LIST></ROW_LIST><ROW_LIST><MA_HSO>B</MA_HSO><LIST><SO_TIEN><![CDATA[3]]></SO_TIEN><KHAC"
                        + " a=\"1\"><b/>4</KHAC></LIST></ROW_LIST></BODY></DATA>"),
                10);

        assertThat(rows)
                .extracting(row -> row.get("MA_HSO") + row.get("SO_TIEN"))
                .containsExactly("A1", "A2", "B3");
    }

    @Test
    void aFieldTwiceParksItsRowAndNoOther() {
        List<TaxItem> items =
                NoticeFile.read(bytes(Bombs.file("<SO_TIEN>1</SO_TIEN><SO_TIEN>2</SO_TIEN>")), 10).stream()
                        .map(MAPPER::notice)
                        .toList();
        assertThat(items).singleElement().extracting(TaxItem::fault).isEqualTo(TaxReason.FIELD_TWICE);
    }

    /** Files by hand. */
    private static final class Bombs {
        static String file(String list) {
            return "<DATA><BODY><ROW_LIST><MA_HSO>A</MA_HSO><LIST>" + list + "</LIST></ROW_LIST></BODY></DATA>";
        }
    }

    @ParameterizedTest
    @EnumSource(Bomb.class)
    void everyBombIsRefusedAtTheDoorAndCostsLittle(Bomb bomb) throws Exception {
        byte[] call;
        try (TaxOffice office = TaxOffice.start(0, java.net.URI.create("http://127.0.0.1:1"), () -> "khoa-cua-thue")) {
            assertThatThrownBy(() -> office.bomb(bomb, "H26.13-261120-0007")).isNotNull();
            call = bytes(office.sent().getFirst().body());
        }
        assertThatThrownBy(() -> {
                    TaxBody.Read read = TaxBody.read(call, 1 << 23);
                    NoticeFile.read(java.util.Objects.requireNonNull(read.file()), 2000);
                })
                .isInstanceOf(Unusable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "<DATA/>",
                "<KHAC><BODY/></KHAC>",
                "<DATA><BODY></DATA>",
                "<?xml version=\"1.0\" encoding=\"UTF-16\"?><DATA><BODY/></DATA>",
                "<?xml version=\"1.0\" encoding=\"windows-1258\"?><DATA><BODY/></DATA>",
                "<DATA><BODY/></DATA><DATA/>"
            })
    void whatIsNoFileOfNoticesIsRefused(String xml) {
        assertThatThrownBy(() -> NoticeFile.read(bytes(xml), 10)).isInstanceOf(Unusable.class);
    }

    @Test
    void moreRowsThanAgreedAreRefused() {
        String list = "<LIST><SO_TIEN>1</SO_TIEN></LIST>";
        String file = "<DATA><BODY><ROW_LIST><MA_HSO>A</MA_HSO>" + list.repeat(3) + "</ROW_LIST></BODY></DATA>";
        assertThat(NoticeFile.read(bytes(file), 3)).hasSize(3);
        assertThatThrownBy(() -> NoticeFile.read(bytes(file), 2)).isInstanceOf(Unusable.class);
    }

    // ── A call
    // ────────────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void theKeyIsFoundAndBlottedOutWhereverItStands() throws Exception {
        String call =
                "{\"Service\":\"x\", \"Data\":{\"securitykey\":\"bí\\u0020mật-2\",\"a\":[1,{\"SecurityKey\":12}]},"
                        + " \"SecurityKey\" : \"bí mật-1\" }";
        Envelope envelope = Envelope.open(bytes(call));

        assertThat(envelope.key()).isEqualTo("bí mật-1");
        String kept = new String(envelope.masked(), StandardCharsets.UTF_8);
        assertThat(kept)
                .isEqualTo("{\"Service\":\"x\", \"Data\":{\"securitykey\":\"***\",\"a\":[1,{\"SecurityKey\":\"***\"}]},"
                        + " \"SecurityKey\" : \"***\" }");
        assertThat(JSON.readTree(kept).path("SecurityKey").asText()).isEqualTo("***");
        assertThat(envelope.toString()).doesNotContain("mật");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "\"x\"",
                "{",
                "{\"SecurityKey\":\"a\"",
                "{\"SecurityKey\":\"a\"} x",
                "{\"SecurityKey\":\"a\",\"SecurityKey\":\"b\"}",
                "{\"SecurityKey\":{}}",
                "{\"SecurityKey\":[\"a\"]}"
            })
    void whatIsNoCallIsRefusedBeforeAnythingIsKept(String call) {
        assertThatThrownBy(() -> Envelope.open(bytes(call))).isInstanceOf(java.io.IOException.class);
    }

    @Test
    void aCallNestedTooDeeplyIsRefused() {
        assertThatThrownBy(() -> Envelope.open(bytes("{\"a\":" + "[".repeat(5000))))
                .isInstanceOf(java.io.IOException.class);
    }

    @Test
    void aFileThatIsNoBase64IsRefused() {
        assertThatThrownBy(() -> TaxBody.read(bytes("{\"Data\":{\"FileThongBaoThue\":\"%%%\"}}"), 1000))
                .isInstanceOf(java.io.IOException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
