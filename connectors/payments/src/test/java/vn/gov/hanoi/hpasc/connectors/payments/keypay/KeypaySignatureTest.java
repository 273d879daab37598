package vn.gov.hanoi.hpasc.connectors.payments.keypay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.gov.hanoi.hpasc.connectors.payments.Callbacks;
import vn.gov.hanoi.hpasc.connectors.payments.signature.JoinedValues;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentStatus;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Secret;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Verification;
import vn.gov.hanoi.hpasc.connectors.testkit.Vectors;

class KeypaySignatureTest {

    static Stream<Vectors.Vector> vectors() {
        return Vectors.of("keypay-dvcqg");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void signsAsPublished(Vectors.Vector vector) {
        List<String> names =
                vector.kind().equals("detail_check_sum") ? KeypaySignature.DETAIL : KeypaySignature.PAYMENT;

        assertThat(JoinedValues.of(names, vector.params())).isEqualTo(vector.signingString());
        assertThat(KeypaySignature.sign(new Secret(vector.secret()), names, vector.params()))
                .isEqualTo(vector.expected());
    }

    @Test
    void aStatusThatNobodySignedIsNotCovered() {
        Vectors.Vector vector = vectors()
                .filter(candidate -> candidate.kind().equals("callback_check_sum"))
                .findFirst()
                .orElseThrow();
        Merchant merchant =
                Callbacks.merchant("keypay", "CLIENT01", "hash_key_1", "other", "hash_key_2", vector.secret());
        for (Map.Entry<String, PaymentStatus> status : Map.of(
                        "0", PaymentStatus.PAID, "1", PaymentStatus.FAILED, "8", PaymentStatus.PENDING)
                .entrySet()) {
            var body = vector.params();
            body.put("check_sum", vector.expected());
            body.put("status", status.getKey());

            assertThat(KeypayMessages.verify(Callbacks.json(body), merchant))
                    .isInstanceOfSatisfying(Verification.Genuine.class, genuine -> {
                        assertThat(genuine.notice().statusCovered()).isFalse();
                        assertThat(genuine.notice().status()).isEqualTo(status.getValue());
                        assertThat(genuine.notice().merchantCode()).isEqualTo("CLIENT01");
                    });
        }
    }
}
