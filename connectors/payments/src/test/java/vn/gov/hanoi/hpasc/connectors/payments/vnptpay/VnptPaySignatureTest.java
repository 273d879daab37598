package vn.gov.hanoi.hpasc.connectors.payments.vnptpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Secret;
import vn.gov.hanoi.hpasc.connectors.testkit.Vectors;

class VnptPaySignatureTest {

    static Stream<Vectors.Vector> vectors() {
        return Vectors.of("vnptpay");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void signsAsPublishedAndRejectsAnyOtherValue(Vectors.Vector vector) {
        Secret secret = new Secret(vector.secret());
        var fields = vector.params();

        assertThat(VnptPaySignature.sign(secret, VnptPaySignature.QUERY, fields))
                .isEqualTo(vector.expected());
        assertThat(VnptPaySignature.verify(secret, VnptPaySignature.QUERY, fields, vector.expected()))
                .isTrue();
        fields.put("MERCHANT_ORDER_ID", "HS0002");
        assertThat(VnptPaySignature.verify(secret, VnptPaySignature.QUERY, fields, vector.expected()))
                .isFalse();
    }
}
