package vn.gov.hanoi.hpasc.connectors.payments.zalopay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
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
import vn.gov.hanoi.hpasc.connectors.spi.payment.CallbackVerdict;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OrderReference;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RawCallback;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Secret;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Verification;
import vn.gov.hanoi.hpasc.dossier.Vnd;

class ZalopayCallbackTest {

    private static final Merchant MERCHANT =
            Callbacks.merchant("zalopay", "2553", "key1", "khoa-mot-01", "key2", "khoa-hai-02");
    private static final String DATA =
            "{\"app_id\":2553, \"app_trans_id\":\"261123_HS1\",\"amount\":175000,\"zp_trans_id\":261123000000389,"
                    + "\"server_time\":1795402800000,\"zp_user_id\":\"Nguyễn\"}";

    private static RawCallback call(String data, String mac, Object type) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("data", data);
        body.put("mac", mac);
        body.put("type", type);
        return Callbacks.json(body);
    }

    private static String mac(String data) {
        return Digest.keyed(Digest.Keyed.SHA256, new Secret("khoa-hai-02"), data)
                .orElseThrow()
                .hex();
    }

    private static Verification verify(RawCallback callback) {
        return ZalopayCallback.verify(callback, MERCHANT);
    }

    @Test
    void aGenuineCallIsReadInFull() {
        assertThat(verify(call(DATA, mac(DATA), 1))).isInstanceOfSatisfying(Verification.Genuine.class, genuine -> {
            assertThat(genuine.notice().reference()).isEqualTo("HS1");
            assertThat(genuine.notice().amount()).isEqualTo(new Vnd(175_000));
            assertThat(genuine.notice().merchantCode()).isEqualTo("2553");
            assertThat(genuine.notice().gatewayTransaction()).isEqualTo("261123000000389");
            assertThat(genuine.notice().paidAt()).isEqualTo(Instant.ofEpochMilli(1795402800000L));
        });
    }

    @Test
    void dataWrittenAnewIsForged() {
        assertThat(verify(call(DATA.replace(", ", ","), mac(DATA), 1))).isInstanceOf(Verification.Forged.class);
    }

    @Test
    void dataAsAnObjectIsUnreadable() {
        assertThat(verify(Callbacks.body("{\"data\":" + DATA + ",\"mac\":\"" + mac(DATA) + "\",\"type\":1}")))
                .isInstanceOf(Verification.Unreadable.class);
    }

    @Test
    void anotherTypeThanAnOrderIsUnreadable() {
        assertThat(verify(call(DATA, mac(DATA), 2))).isInstanceOf(Verification.Unreadable.class);
        String agreement = "{\"app_id\":2553,\"app_trans_id\":\"261123_HS1\",\"binding_id\":\"B1\",\"zp_trans_id\":1}";
        assertThat(verify(Callbacks.json(Map.of("data", agreement, "mac", mac(agreement)))))
                .isInstanceOf(Verification.Unreadable.class);
    }

    @Test
    void aPaymentWithoutATypeIsAboutAnOrder() {
        assertThat(verify(Callbacks.json(Map.of("data", DATA, "mac", mac(DATA)))))
                .isEqualTo(verify(call(DATA, mac(DATA), 1)));
    }

    @Test
    void signedDataThatIsNoObjectOrSaysAFieldTwiceIsUnreadable() {
        for (String data : new String[] {"[]", "1", "", "{\"amount\":1,\"amount\":2}"}) {
            assertThat(verify(call(data, mac(data), 1))).isInstanceOf(Verification.Unreadable.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"2026-11-22T17:00:00Z, 261123_HS1", "2026-11-22T16:59:59Z, 261122_HS1"})
    void theDayInFrontOfTheReferenceIsThatOfVietnam(Instant createdAt, String expected) {
        assertThat(ZalopayFields.transId(new OrderReference("HS1", createdAt))).isEqualTo(expected);
        assertThat(ZalopayFields.reference(expected)).isEqualTo("HS1");
    }

    @ParameterizedTest
    @CsvSource({"RECORDED, 1", "DUPLICATE, 1", "BAD_SIGNATURE, -1", "WRONG_AMOUNT, -1", "INTERNAL_ERROR, 0"})
    void answersInZalopaysWords(CallbackVerdict verdict, int code) {
        assertThat(ZalopayCallback.answer(verdict).text()).startsWith("{\"return_code\":" + code + ",");
    }

    @Provide
    Arbitrary<Tampering.Change> changes() {
        return Tampering.anywhere();
    }

    @Provide
    Arbitrary<String> texts() {
        return Tampering.text();
    }

    @Property(tries = 2_000)
    void anyChangeOfASignedByteIsRejected(@ForAll("texts") String text, @ForAll("changes") Tampering.Change change) {
        String data = DATA.replace("Nguyễn", text.replace("\\", "").replace("\"", ""));
        String changed = change.in(data);
        if (!changed.isEmpty()) {
            assertThat(verify(call(changed, mac(data), 1))).isInstanceOf(Verification.Forged.class);
        }
    }

    @Property(tries = 2_000)
    void noChangeAnywhereChangesWhatIsBelieved(@ForAll("changes") Tampering.Change change) {
        RawCallback original = call(DATA, mac(DATA), 1);

        Tampering.believedOnlyIfItSaysTheSame(
                ZalopayCallbackTest::verify, original, Callbacks.body(change.in(original.rawBody())));
    }
}
