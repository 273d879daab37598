package vn.gov.hanoi.hpasc.connectors.payments.vnpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
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
import vn.gov.hanoi.hpasc.connectors.payments.text.FormEncoding;
import vn.gov.hanoi.hpasc.connectors.payments.text.FormFields;
import vn.gov.hanoi.hpasc.connectors.spi.payment.CallbackVerdict;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentNotice;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentStatus;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RawCallback;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Secret;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Verification;
import vn.gov.hanoi.hpasc.dossier.Vnd;

class VnpayCallbackTest {

    private static final Secret SECRET = new Secret("khoa-bi-mat");
    private static final Merchant MERCHANT = Callbacks.merchant("vnpay", "HPASC001", "secret", "khoa-bi-mat");

    private static Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("vnp_Amount", "17500000");
        fields.put("vnp_BankCode", "NCB");
        fields.put("vnp_OrderInfo", "Lệ phí #1 (đất) ~ 50% & hơn");
        fields.put("vnp_PayDate", "20261123100000");
        fields.put("vnp_ResponseCode", "00");
        fields.put("vnp_TmnCode", "HPASC001");
        fields.put("vnp_TransactionNo", "14422574");
        fields.put("vnp_TransactionStatus", "00");
        fields.put("vnp_TxnRef", "HS1");
        return fields;
    }

    private static String signed(Map<String, String> fields) {
        String form = VnpaySignature.formOf(fields, FormEncoding.JAVA);
        return form + "&vnp_SecureHash=" + VnpaySignature.sign(SECRET, form);
    }

    private static Verification verify(String query) {
        return VnpayCallback.verify(Callbacks.query(query), MERCHANT);
    }

    private static PaymentNotice notice(String query) {
        assertThat(verify(query)).isInstanceOf(Verification.Genuine.class);
        return ((Verification.Genuine) verify(query)).notice();
    }

    // ── One call, defined answers ───────────────────────────────────────────────────────────────────────────────────

    @Test
    void aGenuineCallIsReadInFull() {
        assertThat(notice(signed(fields())))
                .isEqualTo(new PaymentNotice(
                        "HS1",
                        "14422574",
                        new Vnd(175_000),
                        "17500000",
                        "VND",
                        "HPASC001",
                        PaymentStatus.PAID,
                        true,
                        "00/00",
                        Callbacks.NOW));
    }

    @Test
    void theOrderOfFieldsAndForeignOnesDoNotMatter() {
        String query = signed(fields());
        String reversed = String.join("&", Arrays.asList(query.split("&")).reversed());

        assertThat(notice(reversed)).isEqualTo(notice(query));
        assertThat(notice("utm_source=x&" + query + "&a=b")).isEqualTo(notice(query));
        assertThat(notice(query + "&vnp_SecureHashType=HMACSHA512")).isEqualTo(notice(query));
    }

    @Test
    void aCallThatWasWrittenAnewOnItsWayIsBelieved() {
        String query = signed(fields());

        assertThat(notice(query.replace("+", "%20"))).isEqualTo(notice(query));
        assertThat(notice(lowerEscapes(query))).isEqualTo(notice(query));
    }

    @Test
    void aCallEncodedTwiceIsForged() {
        String twice = String.join(
                "&",
                Arrays.stream(signed(fields()).split("&"))
                        .map(pair -> pair.split("=", 2))
                        .map(pair -> pair[0] + "=" + URLEncoder.encode(pair[1], StandardCharsets.UTF_8))
                        .toList());

        assertThat(verify(twice)).isInstanceOf(Verification.Forged.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&vnp_Amount=1",
                "&vnp_Amount=17500000",
                "&vnp%5FAmount=17500000",
                "&vnp_Amount=",
                "&vnp_TxnRef=HS2",
                "&vnp_SecureHash=00",
                "&vnp_Extra=1",
                "&a=%zz",
                "&a=%e1%bb",
                "&a=%4"
            })
    void aPollutedCallIsForged(String pollution) {
        assertThat(verify(signed(fields()) + pollution)).isInstanceOf(Verification.Forged.class);
        assertThat(verify(pollution.substring(1) + "&" + signed(fields()))).isInstanceOf(Verification.Forged.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "vnp_SecureHash=",
                "vnp_TxnRef=HS1",
                "vnp_TxnRef=HS1&vnp_SecureHash=",
                "=&=&&",
                "vnp_SecureHash"
            })
    void aCallWithoutASignatureIsForged(String query) {
        assertThat(verify(query)).isInstanceOf(Verification.Forged.class);
    }

    @Test
    void theSignatureMayBeInUpperCaseButNotShortened() {
        String query = signed(fields());
        int hash = query.indexOf("vnp_SecureHash=") + "vnp_SecureHash=".length();

        assertThat(notice(query.substring(0, hash) + query.substring(hash).toUpperCase(Locale.ROOT)))
                .isEqualTo(notice(query));
        assertThat(verify(query.substring(0, query.length() - 1))).isInstanceOf(Verification.Forged.class);
        assertThat(verify(query + "0")).isInstanceOf(Verification.Forged.class);
    }

    @Test
    void manyFieldsAreForgedWithoutMuchWork() {
        assertThat(verify("a=b&".repeat(100_000))).isInstanceOf(Verification.Forged.class);
        assertThat(verify("&".repeat(100) + signed(fields()))).isInstanceOf(Verification.Forged.class);
        String form = VnpaySignature.formOf(fields(), FormEncoding.JAVA);
        String hash = "vnp_SecureHash=" + VnpaySignature.sign(SECRET, form);
        for (int empty = 0; empty < 100; empty++) {
            String padded = hash + "&".repeat(empty + 1) + form;
            assertThat(verify(padded))
                    .satisfiesAnyOf(
                            forged -> assertThat(forged).isInstanceOf(Verification.Forged.class),
                            genuine -> assertThat(genuine).isEqualTo(verify(signed(fields()))));
        }
    }

    @ParameterizedTest
    @CsvSource({"17500050", "1e6", "-100", "' 100'", "0x64", "99999999999999999999", "175000.00"})
    void anAmountThatIsNoWholeDongContradictsWhateverIsDue(String amount) {
        var fields = fields();
        fields.put("vnp_Amount", amount);

        PaymentNotice notice = notice(signed(fields));

        assertThat(notice.amount()).isNull();
        assertThat(notice.contradicts(new Vnd(175_000))).isTrue();
        fields.remove("vnp_Amount");
        assertThat(notice(signed(fields)).contradicts(new Vnd(175_000))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "00, 00, PAID",
        "00, 01, PENDING",
        "00, 02, FAILED",
        "00, 04, SUSPECT",
        "00, 07, SUSPECT",
        "00, 05, SUSPECT",
        "00, '', SUSPECT",
        "07, 00, SUSPECT",
        "07, 02, SUSPECT",
        "99, 00, SUSPECT",
        "24, 02, FAILED",
        "24, 01, FAILED",
        "24, 04, SUSPECT",
        "11, 02, EXPIRED",
        "51, 02, FAILED",
        "'', 00, SUSPECT"
    })
    void onlyBothCodesTogetherMeanPaid(String response, String status, PaymentStatus expected) {
        assertThat(VnpayStatus.ofCallback(response, status)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "RECORDED, 00",
        "DUPLICATE, 02",
        "UNKNOWN_ORDER, 01",
        "WRONG_AMOUNT, 04",
        "BAD_SIGNATURE, 97",
        "INTERNAL_ERROR, 99"
    })
    void answersInVnpaysWords(CallbackVerdict verdict, String code) {
        assertThat(VnpayCallback.answer(verdict).status()).isEqualTo(200);
        assertThat(VnpayCallback.answer(verdict).text()).startsWith("{\"RspCode\":\"" + code + "\",\"Message\":\"");
    }

    // ── Any call, any change ────────────────────────────────────────────────────────────────────────────────────────

    @Provide
    Arbitrary<String> texts() {
        return Tampering.text();
    }

    @Provide
    Arbitrary<Tampering.Change> changes() {
        return Tampering.anywhere();
    }

    @Property
    void whateverItSaysIsBelievedInEveryEncoding(
            @ForAll("texts") String info, @ForAll FormEncoding signer, @ForAll FormEncoding writer) {
        var fields = fields();
        fields.put("vnp_OrderInfo", info);
        String hash = VnpaySignature.sign(SECRET, VnpaySignature.formOf(fields, signer));

        assertThat(verify(VnpaySignature.formOf(fields, writer) + "&vnp_SecureHash=" + hash))
                .isInstanceOf(Verification.Genuine.class);
    }

    @Property(tries = 2_000)
    void anyChangeOfASignedByteIsRejected(@ForAll("texts") String info, @ForAll("changes") Tampering.Change change) {
        var fields = fields();
        fields.put("vnp_OrderInfo", info);
        String form = VnpaySignature.formOf(fields, FormEncoding.JAVA);
        String hash = "&vnp_SecureHash=" + VnpaySignature.sign(SECRET, form);
        String changed = change.in(form);
        boolean saysTheSame = FormFields.read(changed)
                .map(read -> read.values().equals(fields))
                .orElse(false);
        if (!changed.isEmpty() && !saysTheSame) {
            assertThat(verify(changed + hash)).isInstanceOf(Verification.Forged.class);
        }
    }

    @Property(tries = 2_000)
    void noChangeAnywhereChangesWhatIsBelieved(
            @ForAll("texts") String info, @ForAll("changes") Tampering.Change change) {
        var fields = fields();
        fields.put("vnp_OrderInfo", info);
        String query = signed(fields);
        RawCallback changed = Callbacks.query(change.in(query));

        Tampering.believedOnlyIfItSaysTheSame(
                callback -> VnpayCallback.verify(callback, MERCHANT), Callbacks.query(query), changed);
    }

    private static String lowerEscapes(String query) {
        return Pattern.compile("%..")
                .matcher(query)
                .replaceAll(escape -> escape.group().toLowerCase(Locale.ROOT));
    }
}
