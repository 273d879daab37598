package vn.gov.hanoi.hpasc.connectors.payments.momo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.hanoi.hpasc.connectors.payments.Callbacks;
import vn.gov.hanoi.hpasc.connectors.payments.Tampering;
import vn.gov.hanoi.hpasc.connectors.payments.http.GatewayHttp;
import vn.gov.hanoi.hpasc.connectors.spi.payment.CallbackVerdict;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentStatus;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RawCallback;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SigningKeys;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Verification;

class MomoCallbackTest {

    private static final Merchant MERCHANT =
            Callbacks.merchant("momo", "MOMOHPASC", "accessKey", "truy-cap-01", "secretKey", "khoa-bi-mat");

    private static Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("partnerCode", "MOMOHPASC");
        fields.put("orderId", "HS1");
        fields.put("requestId", "HS1");
        fields.put("amount", "175000");
        fields.put("orderInfo", "Lệ phí hồ sơ");
        fields.put("orderType", "momo_wallet");
        fields.put("transId", "4610849895");
        fields.put("resultCode", "0");
        fields.put("message", "Thành công.");
        fields.put("payType", "qr");
        fields.put("responseTime", "1762884809397");
        fields.put("extraData", "");
        return fields;
    }

    private static Map<String, String> signed(Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("signature", MomoSignature.sign(MERCHANT.keys().current(), MomoSignature.NOTICE, fields));
        return all;
    }

    private static Verification verify(RawCallback callback) {
        return MomoCallback.verify(callback, MERCHANT);
    }

    private static PaymentStatus status(String code, Merchant merchant) {
        return MomoCodes.status(code, merchant);
    }

    @Test
    void numbersMayBeWrittenAsNumbersOrTexts() {
        Map<String, String> signed = signed(fields());
        String numbers = "{\"amount\":175000,\"transId\":4610849895,\"resultCode\":0,\"responseTime\":1762884809397,"
                + "\"partnerCode\":\"MOMOHPASC\",\"orderId\":\"HS1\",\"requestId\":\"HS1\",\"orderInfo\":\"Lệ phí hồ sơ\","
                + "\"orderType\":\"momo_wallet\",\"message\":\"Th\\u00e0nh công.\",\"payType\":\"qr\",\"extraData\":\"\","
                + "\"lang\":\"vi\",\"signature\":\"" + signed.get("signature") + "\"}";

        assertThat(verify(Callbacks.body(numbers)))
                .isEqualTo(verify(Callbacks.json(signed)))
                .isInstanceOf(Verification.Genuine.class);
        assertThat(verify(Callbacks.body(numbers.replace("175000", "175000.0"))))
                .isInstanceOf(Verification.Forged.class);
    }

    @Test
    void aFieldTwiceIsUnreadable() {
        String body = "{\"amount\":1,\"amount\":175000}";

        assertThat(verify(Callbacks.body(body))).isInstanceOf(Verification.Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{", "{}{}", "amount=1", "{\"a\":1,}"})
    void whatIsNoJsonObjectIsUnreadable(String body) {
        assertThat(verify(Callbacks.body(body))).isInstanceOf(Verification.Unreadable.class);
    }

    @Test
    void signedTextThatCouldBeTakenApartTwiceIsForged() {
        var split = fields();
        split.put("orderInfo", "A");
        split.put("orderType", "B");
        var joined = fields();
        joined.put("orderInfo", "A&orderType=B");
        joined.remove("orderType");
        Map<String, String> moved = new LinkedHashMap<>(joined);
        moved.put("signature", signed(joined).get("signature"));

        assertThat(verify(Callbacks.json(moved))).isInstanceOf(Verification.Forged.class);
        assertThat(verify(Callbacks.json(signed(split)))).isInstanceOf(Verification.Genuine.class);
    }

    @Test
    void halfACharacterDoesNotStandForAQuestionMark() {
        var fields = fields();
        fields.put("orderInfo", "Sao?");
        String signature = signed(fields).get("signature");
        String body = "{\"partnerCode\":\"MOMOHPASC\",\"orderId\":\"HS1\",\"requestId\":\"HS1\",\"amount\":\"175000\","
                + "\"orderInfo\":\"Sao\\ud800\",\"orderType\":\"momo_wallet\",\"transId\":\"4610849895\","
                + "\"resultCode\":\"0\",\"message\":\"Thành công.\",\"payType\":\"qr\","
                + "\"responseTime\":\"1762884809397\",\"extraData\":\"\",\"signature\":\"" + signature + "\"}";

        assertThat(verify(Callbacks.body(body.replace("\\ud800", "?")))).isInstanceOf(Verification.Genuine.class);
        assertThat(verify(Callbacks.body(body))).isNotInstanceOf(Verification.Genuine.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0, PAID",
        "9000, PAID",
        "1000, PENDING",
        "7000, PENDING",
        "7002, PENDING",
        "8000, PENDING",
        "10, PENDING",
        "99, PENDING",
        "1005, EXPIRED",
        "1006, FAILED",
        "4711, PENDING",
        "'', PENDING"
    })
    void codesMeanWhatTheyAreKnownToMean(String code, PaymentStatus expected) {
        assertThat(status(code, MERCHANT)).isEqualTo(expected);
    }

    @Test
    void settingsOverruleTheCodeTable() {
        SigningKeys keys = MERCHANT.keys();
        Merchant own = Callbacks.merchant(
                "momo", "MOMOHPASC", keys, Map.of("result-codes", "4711=FAILED, 99=SUSPECT", "auto-capture", "false"));

        assertThat(status("4711", own)).isEqualTo(PaymentStatus.FAILED);
        assertThat(status("99", own)).isEqualTo(PaymentStatus.SUSPECT);
        assertThat(status("9000", own)).isEqualTo(PaymentStatus.PENDING);
    }

    @Test
    void aCodeTableThatIsNoneIsToldAtStart() {
        Merchant own = Callbacks.merchant("momo", "MOMOHPASC", MERCHANT.keys(), Map.of("result-codes", "4711=HONG"));

        try (GatewayHttp http = new GatewayHttp()) {
            assertThat(new MomoGateway(http).lacks(own))
                    .singleElement()
                    .asString()
                    .contains("result-codes");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RECORDED, 204",
        "DUPLICATE, 204",
        "WRONG_AMOUNT, 204",
        "BAD_SIGNATURE, 400",
        "UNKNOWN_ORDER, 204",
        "INTERNAL_ERROR, 500"
    })
    void answersWithoutABody(CallbackVerdict verdict, int status) {
        assertThat(MomoCallback.answer(verdict).status()).isEqualTo(status);
        assertThat(MomoCallback.answer(verdict).body()).isEmpty();
    }

    @Provide
    Arbitrary<String> texts() {
        return Tampering.text();
    }

    @Provide
    Arbitrary<Tampering.Change> changes() {
        return Tampering.anywhere();
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of(MomoSignature.NOTICE).filter(name -> !name.equals("extraData"));
    }

    @Property(tries = 2_000)
    void anyChangeOfASignedByteIsRejected(
            @ForAll("texts") String info, @ForAll("names") String name, @ForAll("changes") Tampering.Change change) {
        var fields = fields();
        fields.put("orderInfo", info);
        Map<String, String> changed = Tampering.with(signed(fields), name, change);
        if (!changed.isEmpty()) {
            assertThat(verify(Callbacks.json(changed))).isInstanceOf(Verification.Forged.class);
        }
    }

    @Property(tries = 2_000)
    void noChangeAnywhereChangesWhatIsBelieved(@ForAll("changes") Tampering.Change change) {
        RawCallback original = Callbacks.json(signed(fields()));

        Tampering.believedOnlyIfItSaysTheSame(
                MomoCallbackTest::verify, original, Callbacks.body(change.in(original.rawBody())));
    }
}
