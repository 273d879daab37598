package vn.gov.hanoi.hpasc.connectors.payments.keypay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import vn.gov.hanoi.hpasc.connectors.payments.Callbacks;
import vn.gov.hanoi.hpasc.connectors.payments.Tampering;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Secret;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Verification;

class KeypayCallbackTest {

    private static final Merchant MERCHANT =
            Callbacks.merchant("keypay", "CLIENT01", "hash_key_1", "khoa-mot-01", "hash_key_2", "khoa-hai-02");

    private static Map<String, String> signed() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("addition_fee", "0");
        fields.put("client_id", "CLIENT01");
        fields.put("command", "PAY");
        fields.put("trans_amount", "175000");
        fields.put("transaction_id", "HS1");
        fields.put("version", "3.0");
        fields.put("status", "1");
        fields.put("check_sum", KeypaySignature.sign(new Secret("khoa-hai-02"), KeypaySignature.PAYMENT, fields));
        return fields;
    }

    @Provide
    Arbitrary<Tampering.Change> changes() {
        return Tampering.anywhere();
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of(KeypaySignature.PAYMENT);
    }

    @Property(tries = 2_000)
    void anyChangeOfASignedByteIsRejected(@ForAll("names") String name, @ForAll("changes") Tampering.Change change) {
        Map<String, String> changed = Tampering.with(signed(), name, change);
        if (!changed.isEmpty()) {
            assertThat(KeypayMessages.verify(Callbacks.json(changed), MERCHANT))
                    .isInstanceOf(Verification.Forged.class);
        }
    }

    @Property
    void whateverTheStatusSaysItIsNotCovered(@ForAll String status) {
        var fields = signed();
        fields.put("status", status);

        assertThat(KeypayMessages.verify(Callbacks.json(fields), MERCHANT))
                .isInstanceOfSatisfying(
                        Verification.Genuine.class,
                        genuine -> assertThat(genuine.notice().statusCovered()).isFalse());
    }
}
