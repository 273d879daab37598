package vn.gov.hanoi.hpasc.connectors.payments.viettel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.gov.hanoi.hpasc.connectors.payments.viettel.ViettelSignature.Encoding;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Secret;
import vn.gov.hanoi.hpasc.connectors.testkit.Vectors;

class ViettelSignatureTest {

    static Stream<Vectors.Vector> vectors() {
        return Vectors.of("viettel");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void signsAsPublishedInEitherEncodingAndRejectsAnyOtherValue(Vectors.Vector vector) {
        Secret key = new Secret(vector.secret());
        var fields = vector.params();

        assertThat(ViettelSignature.sign(key, Encoding.BASE64, ViettelSignature.PAYMENT, fields))
                .isEqualTo(vector.expected());
        String hex = ViettelSignature.sign(key, Encoding.HEX, ViettelSignature.PAYMENT, fields);
        fields.put("trans_amount", "5000");

        assertThat(ViettelSignature.verify(key, Encoding.HEX, ViettelSignature.PAYMENT, fields, hex))
                .isFalse();
        assertThat(ViettelSignature.verify(key, Encoding.BASE64, ViettelSignature.PAYMENT, fields, vector.expected()))
                .isFalse();
        fields.put("trans_amount", "50000");
        assertThat(ViettelSignature.verify(key, Encoding.HEX, ViettelSignature.PAYMENT, fields, hex))
                .isTrue();
    }
}
