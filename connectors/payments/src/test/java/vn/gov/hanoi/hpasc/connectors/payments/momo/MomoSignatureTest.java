package vn.gov.hanoi.hpasc.connectors.payments.momo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.gov.hanoi.hpasc.connectors.payments.Callbacks;
import vn.gov.hanoi.hpasc.connectors.payments.signature.Digest;
import vn.gov.hanoi.hpasc.connectors.payments.text.FormEncoding;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentStatus;
import vn.gov.hanoi.hpasc.connectors.spi.payment.ReturnView;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Secret;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SigningKeys;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Verification;
import vn.gov.hanoi.hpasc.connectors.testkit.Vectors;
import vn.gov.hanoi.hpasc.dossier.Vnd;

class MomoSignatureTest {

    static Stream<Vectors.Vector> vectors() {
        return Vectors.of("momo").filter(vector -> !vector.kind().equals("hmac_primitive"));
    }

    static Stream<Vectors.Vector> primitives() {
        return Vectors.of("momo").filter(vector -> vector.kind().equals("hmac_primitive"));
    }

    static Stream<Vectors.Vector> notices() {
        return Vectors.of("momo").filter(vector -> vector.kind().equals("ipn_or_redirect"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void signsAsPublished(Vectors.Vector vector) {
        SigningKeys.KeySet keys = merchant(vector).keys().current();

        assertThat(MomoSignature.text(keys, names(vector), vector.params())).isEqualTo(vector.signingString());
        assertThat(MomoSignature.sign(keys, names(vector), vector.params())).isEqualTo(vector.expected());
    }

    @ParameterizedTest
    @MethodSource("primitives")
    void digestsAsPublished(Vectors.Vector vector) {
        assertThat(Digest.keyed(Digest.Keyed.SHA256, new Secret(vector.secret()), vector.param("data")))
                .hasValueSatisfying(
                        digest -> assertThat(digest.isHex(vector.expected())).isTrue());
    }

    @ParameterizedTest
    @MethodSource("notices")
    void believesAPublishedNotice(Vectors.Vector vector) {
        var body = vector.params();
        body.put("signature", vector.expected());

        Verification verification = MomoCallback.verify(Callbacks.json(body), merchant(vector));

        assertThat(verification).isInstanceOfSatisfying(Verification.Genuine.class, genuine -> {
            assertThat(genuine.notice().amount()).isEqualTo(new Vnd(Long.parseLong(vector.param("amount"))));
            assertThat(genuine.notice().reference()).isEqualTo(vector.param("orderId"));
            assertThat(genuine.notice().gatewayTransaction()).isEqualTo(vector.param("transId"));
            assertThat(genuine.notice().status()).isEqualTo(PaymentStatus.PAID);
            assertThat(genuine.notice().statusCovered()).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("notices")
    void showsAPublishedReturn(Vectors.Vector vector) {
        StringBuilder query = new StringBuilder();
        vector.params()
                .forEach((name, value) -> query.append(name)
                        .append('=')
                        .append(FormEncoding.PHP.encoded(value))
                        .append('&'));
        query.append("signature=").append(vector.expected());

        assertThat(MomoCallback.view(Callbacks.query(query.toString()), merchant(vector)))
                .isInstanceOfSatisfying(
                        ReturnView.Trusted.class,
                        view -> assertThat(view.status()).isEqualTo(PaymentStatus.PAID));
    }

    private static List<String> names(Vectors.Vector vector) {
        return switch (vector.kind()) {
            case "ipn_or_redirect" -> MomoSignature.NOTICE;
            case "create_request" -> MomoSignature.CREATE;
            case "query_request" -> MomoSignature.QUERY;
            case "refund_request" -> MomoSignature.REFUND;
            case "confirm_request" -> MomoSignature.CONFIRM;
            default -> throw new IllegalArgumentException("a vector nobody tests: " + vector);
        };
    }

    private static Merchant merchant(Vectors.Vector vector) {
        return Callbacks.merchant(
                "momo", "MOMO", "accessKey", vector.json().path("access_key").asText(), "secretKey", vector.secret());
    }
}
