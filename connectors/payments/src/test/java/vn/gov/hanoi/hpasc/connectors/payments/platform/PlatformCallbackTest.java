package vn.gov.hanoi.hpasc.connectors.payments.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.gov.hanoi.hpasc.connectors.payments.Callbacks;
import vn.gov.hanoi.hpasc.connectors.payments.Tampering;
import vn.gov.hanoi.hpasc.connectors.payments.signature.Digest;
import vn.gov.hanoi.hpasc.connectors.spi.payment.BillLookup;
import vn.gov.hanoi.hpasc.connectors.spi.payment.CallbackVerdict;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentStatus;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RawCallback;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Verification;
import vn.gov.hanoi.hpasc.connectors.testkit.PaymentBuilder;
import vn.gov.hanoi.hpasc.dossier.Vnd;

class PlatformCallbackTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Merchant MERCHANT =
            Callbacks.merchant("payment-platform", "HPASC-HN", "secret", "khoa-bi-mat");

    private static Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("LoaiBanTin", "confirm");
        fields.put("MaLoi", "00");
        fields.put("MaDoiTac", "HPASC-HN");
        fields.put("MaThamChieu", "HS1");
        fields.put("SoTien", "175000");
        fields.put("MaTienTe", "VND");
        fields.put("MaGiaoDich", "GD1");
        fields.put("MaNganHang", "VCB");
        fields.put("ThoiGianGD", "20261123100000");
        fields.put("ThongTinGiaoDich", "Lệ phí hồ sơ");
        return fields;
    }

    private static Map<String, String> signed(Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put(
                "MaXacThuc",
                PlatformSignature.sign(MERCHANT.keys().current().key("secret"), PlatformSignature.CONFIRM, fields));
        return all;
    }

    private static Verification verify(RawCallback callback) {
        return PlatformCallback.verify(callback, MERCHANT);
    }

    private static JsonNode reply(CallbackVerdict verdict, RawCallback callback) throws JsonProcessingException {
        return JSON.readTree(
                PlatformCallback.answer(verdict, callback, MERCHANT).text());
    }

    @ParameterizedTest
    @CsvSource({"00, PAID", "24, FAILED", "'', FAILED"})
    void onlyTheCodeZeroZeroIsPaid(String code, PaymentStatus expected) {
        var fields = fields();
        fields.put("MaLoi", code);

        assertThat(verify(Callbacks.json(signed(fields))))
                .isInstanceOfSatisfying(Verification.Genuine.class, genuine -> {
                    assertThat(genuine.notice().status()).isEqualTo(expected);
                    assertThat(genuine.notice().statusCovered()).isTrue();
                    assertThat(genuine.notice().amount()).isEqualTo(new Vnd(175_000));
                });
    }

    @Test
    void anotherCurrencyContradictsWhateverIsDue() {
        var fields = fields();
        fields.put("MaTienTe", "USD");

        assertThat(verify(Callbacks.json(signed(fields))))
                .isInstanceOfSatisfying(
                        Verification.Genuine.class,
                        genuine -> assertThat(genuine.notice().contradicts(new Vnd(175_000)))
                                .isTrue());
    }

    @Test
    void aBarThatMovesValuesIsForged() {
        var fields = fields();
        fields.put("MaGiaoDich", "GD1|VCB");
        fields.put("MaNganHang", "20261123100000");
        fields.put("ThoiGianGD", "Le phi");
        fields.remove("ThongTinGiaoDich");

        assertThat(verify(Callbacks.json(signed(fields)))).isInstanceOf(Verification.Forged.class);
    }

    @Test
    void anotherMessageOfThePlatformIsUnreadable() {
        var fields = fields();
        fields.put("LoaiBanTin", "QUERY");

        assertThat(verify(Callbacks.json(signed(fields)))).isInstanceOf(Verification.Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource({"RECORDED, 00", "DUPLICATE, 00", "UNKNOWN_ORDER, 01", "WRONG_AMOUNT, 04", "INTERNAL_ERROR, 99"})
    void theReplyIsSigned(CallbackVerdict verdict, String code) throws JsonProcessingException {
        JsonNode reply = reply(verdict, Callbacks.json(signed(fields())));

        assertThat(reply.path("MaLoi").asText()).isEqualTo(code);
        String text = String.join(
                "|",
                reply.path("MaLoi").asText(),
                reply.path("MoTaLoi").asText(),
                reply.path("MaDoiTac").asText(),
                reply.path("MaThamChieu").asText(),
                reply.path("ThoiGianGD").asText(),
                "khoa-bi-mat");
        assertThat(Digest.sha256(text).orElseThrow().hex())
                .isEqualTo(reply.path("MaXacThuc").asText());
    }

    @Test
    void nothingAStrangerWroteIsSigned() throws JsonProcessingException {
        var fields = fields();
        fields.put("MaThamChieu", "chosen-by-a-stranger");
        fields.put("MaXacThuc", "00");

        assertThat(reply(CallbackVerdict.BAD_SIGNATURE, Callbacks.json(fields)).toString())
                .doesNotContain("chosen-by-a-stranger");
    }

    @Test
    void severalBillsAreAListEachWithAReferenceOfItsOwn() throws JsonProcessingException {
        JsonNode due = JSON.readTree(PlatformLookup.answer(new BillLookup.Reply.Due(
                        List.of(PaymentBuilder.aBill(new Vnd(175_000)), PaymentBuilder.aBill(new Vnd(25_000))),
                        Callbacks.NOW))
                .text());
        assertThat(due.path("error_code").asText()).isEqualTo("1");
        assertThat(due.path("message").findValuesAsText("MaTraCuuTT"))
                .containsExactly("H26.13-250908-011220261123100000", "H26.13-250908-01122026112310000002");
        assertThat(due.path("message")
                        .path(1)
                        .path("DSKhoanNop")
                        .path(0)
                        .path("SoTien")
                        .asText())
                .isEqualTo("25000");
    }

    @Test
    void theLookUpReadsTheDossierAndAnswersWithTheBill() throws JsonProcessingException {
        assertThat(PlatformLookup.question(Callbacks.body("{\"MaHoSo\":\" H26.13-250908-0112 \"}")))
                .isEqualTo(new BillLookup.Question.Asked("H26.13-250908-0112"));
        assertThat(PlatformLookup.question(Callbacks.query("MaHoSo=H26.13-250908-0112")))
                .isEqualTo(new BillLookup.Question.Asked("H26.13-250908-0112"));
        assertThat(PlatformLookup.question(Callbacks.body("{}"))).isInstanceOf(BillLookup.Question.Unreadable.class);

        JsonNode due = JSON.readTree(PlatformLookup.answer(
                        new BillLookup.Reply.Due(List.of(PaymentBuilder.aBill(new Vnd(175_000))), Callbacks.NOW))
                .text());
        assertThat(due.path("error_code").asText()).isEqualTo("1");
        assertThat(due.path("message").path("MaTraCuuTT").asText()).isEqualTo("H26.13-250908-011220261123100000");
        assertThat(due.path("message").path("MaDVC").asText()).isEqualTo("1.012756.01");
        assertThat(due.path("message").path("PhiLePhi").path(0).path("SoTien").asText())
                .isEqualTo("175000");
        assertThat(PlatformLookup.answer(new BillLookup.Reply.NothingDue()).text())
                .contains("\"error_code\":\"0\"");
        assertThat(PlatformLookup.answer(new BillLookup.Reply.UnknownDossier()).text())
                .contains("\"error_code\":\"-1\"");
    }

    @Provide
    Arbitrary<Tampering.Change> changes() {
        return Tampering.anywhere();
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of(PlatformSignature.CONFIRM);
    }

    @Property(tries = 2_000)
    void anyChangeOfASignedByteIsRejected(@ForAll("names") String name, @ForAll("changes") Tampering.Change change) {
        Map<String, String> changed = Tampering.with(signed(fields()), name, change);
        if (!changed.isEmpty()) {
            assertThat(verify(Callbacks.json(changed))).isInstanceOf(Verification.Forged.class);
        }
    }

    @Property(tries = 2_000)
    void noChangeAnywhereChangesWhatIsBelieved(@ForAll("changes") Tampering.Change change) {
        RawCallback original = Callbacks.json(signed(fields()));

        Tampering.believedOnlyIfItSaysTheSame(
                PlatformCallbackTest::verify, original, Callbacks.body(change.in(original.rawBody())));
    }
}
