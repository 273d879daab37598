package vn.gov.hanoi.hpasc.connectors.payments.vnpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.gov.hanoi.hpasc.connectors.payments.Callbacks;
import vn.gov.hanoi.hpasc.connectors.payments.signature.JoinedValues;
import vn.gov.hanoi.hpasc.connectors.payments.text.FormEncoding;
import vn.gov.hanoi.hpasc.connectors.payments.text.FormFields;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Secret;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Verification;
import vn.gov.hanoi.hpasc.connectors.testkit.Vectors;

class VnpaySignatureTest {

    static Stream<Vectors.Vector> vectors() {
        return Vectors.of("vnpay");
    }

    static Stream<Vectors.Vector> queries() {
        return vectors().filter(vector -> vector.signingString().contains("vnp_"));
    }

    static Stream<Vectors.Vector> callbacks() {
        return vectors().filter(vector -> vector.kind().startsWith("ipn_"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void signsAsPublished(Vectors.Vector vector) {
        String text = text(vector);

        assertThat(text).isEqualTo(vector.signingString());
        assertThat(VnpaySignature.sign(new Secret(vector.secret()), text)).isEqualToIgnoringCase(vector.expected());
    }

    @ParameterizedTest
    @MethodSource("queries")
    void verifiesAsPublishedInWhateverOrderAndEncodingItComes(Vectors.Vector vector) {
        List<Secret> secrets = List.of(new Secret(vector.secret()));
        for (FormEncoding encoding : FormEncoding.values()) {
            String reversed = vector.params().entrySet().stream()
                            .map(field -> encoding.encoded(field.getKey()) + "=" + encoding.encoded(field.getValue()))
                            .reduce("", (after, field) -> field + "&" + after)
                    + "vnp_SecureHash=" + vector.expected();

            assertThat(VnpaySignature.verify(secrets, FormFields.read(reversed).orElseThrow()))
                    .isTrue();
            assertThat(VnpaySignature.verify(
                            secrets,
                            FormFields.read(reversed.replace("+", "%20")).orElseThrow()))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("callbacks")
    void believesAPublishedCallback(Vectors.Vector vector) {
        Verification verification = VnpayCallback.verify(
                Callbacks.query(vector.signingString() + "&vnp_SecureHash=" + vector.expected()),
                Callbacks.merchant("vnpay", "TEST_TMN_CODE", "secret", vector.secret()));

        assertThat(verification).isInstanceOfSatisfying(Verification.Genuine.class, genuine -> {
            assertThat(genuine.notice().amount()).isEqualTo(new vn.gov.hanoi.hpasc.dossier.Vnd(10_000));
            assertThat(genuine.notice().reference()).isEqualTo("1716257871703");
            assertThat(genuine.notice().merchantCode()).isEqualTo("TEST_TMN_CODE");
            assertThat(genuine.notice().gatewayTransaction()).isEqualTo("14422574");
            assertThat(genuine.notice().status().name())
                    .isEqualTo(vector.kind().equals("ipn_success") ? "PAID" : "SUSPECT");
        });
    }

    private static String text(Vectors.Vector vector) {
        Map<String, String> params = vector.params();
        return switch (vector.kind()) {
            case "hmac_primitive" -> params.get("data");
            case "querydr_request" -> JoinedValues.of(VnpaySignature.QUERY, params);
            case "querydr_response" -> JoinedValues.of(VnpaySignature.QUERY_ANSWER, params);
            case "refund_request" -> JoinedValues.of(VnpaySignature.REFUND, params);
            case "refund_response" -> JoinedValues.of(VnpaySignature.REFUND_ANSWER, params);
            default -> VnpaySignature.formOf(params, FormEncoding.PHP);
        };
    }
}
