package vn.gov.hanoi.hpasc.connectors.payments.zalopay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.gov.hanoi.hpasc.connectors.payments.Callbacks;
import vn.gov.hanoi.hpasc.connectors.payments.signature.JoinedValues;
import vn.gov.hanoi.hpasc.connectors.payments.text.FormEncoding;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentStatus;
import vn.gov.hanoi.hpasc.connectors.spi.payment.ReturnView;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Secret;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Verification;
import vn.gov.hanoi.hpasc.connectors.testkit.Vectors;

class ZalopaySignatureTest {

    static Stream<Vectors.Vector> requests() {
        return Vectors.of("zalopay")
                .filter(vector ->
                        !vector.kind().startsWith("callback") && !vector.kind().startsWith("redirect"));
    }

    static Stream<Vectors.Vector> callbacks() {
        return Vectors.of("zalopay").filter(vector -> vector.kind().startsWith("callback"));
    }

    static Stream<Vectors.Vector> returns() {
        return Vectors.of("zalopay").filter(vector -> vector.kind().equals("redirect_checksum"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void signsAsPublished(Vectors.Vector vector) {
        Secret key1 = new Secret(vector.secret());
        String signature = vector.kind().equals("query_order")
                ? ZalopaySignature.signQuery(key1, vector.params())
                : ZalopaySignature.sign(key1, names(vector), vector.params());

        assertThat(signature).isEqualTo(vector.expected());
        if (!vector.kind().equals("query_order")) {
            assertThat(JoinedValues.of(names(vector), vector.params())).isEqualTo(vector.signingString());
        }
    }

    @ParameterizedTest
    @MethodSource("callbacks")
    void believesAPublishedCallbackUnlessItMustNot(Vectors.Vector vector) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("data", vector.signingString());
        body.put("mac", vector.expected());
        body.put("type", 1);

        Verification verification = ZalopayCallback.verify(Callbacks.json(body), merchant(vector));

        if (vector.mustReject()) {
            assertThat(verification).isInstanceOf(Verification.Forged.class);
        } else {
            assertThat(verification)
                    .isInstanceOfSatisfying(
                            Verification.Genuine.class,
                            genuine -> assertThat(genuine.notice().status()).isEqualTo(PaymentStatus.PAID));
        }
    }

    @ParameterizedTest
    @MethodSource("returns")
    void showsAPublishedReturn(Vectors.Vector vector) {
        StringBuilder query = new StringBuilder();
        vector.params()
                .forEach((name, value) -> query.append(name)
                        .append('=')
                        .append(FormEncoding.PHP.encoded(value))
                        .append('&'));
        query.append("checksum=").append(vector.expected());

        assertThat(ZalopayCallback.view(Callbacks.query(query.toString()), merchant(vector)))
                .isInstanceOfSatisfying(
                        ReturnView.Trusted.class,
                        view -> assertThat(view.status())
                                .isEqualTo(
                                        vector.param("status").equals("1")
                                                ? PaymentStatus.PAID
                                                : PaymentStatus.FAILED));
    }

    private static List<String> names(Vectors.Vector vector) {
        return switch (vector.kind()) {
            case "create_order" -> ZalopaySignature.CREATE;
            case "query_order" -> List.of("app_id", "app_trans_id");
            case "refund_request" -> ZalopaySignature.REFUND;
            case "refund_request_with_fee" -> ZalopaySignature.REFUND_WITH_FEE;
            case "query_refund" -> ZalopaySignature.REFUND_QUERY;
            default -> throw new IllegalArgumentException("a vector nobody tests: " + vector);
        };
    }

    /** The key that signed a vector that must be rejected is key1: what is ours to sign with. */
    private static Merchant merchant(Vectors.Vector vector) {
        return vector.json().path("key_name").asText().equals("key1")
                ? Callbacks.merchant("zalopay", "2553", "key1", vector.secret(), "key2", "another-key")
                : Callbacks.merchant("zalopay", "2553", "key1", "another-key", "key2", vector.secret());
    }
}
