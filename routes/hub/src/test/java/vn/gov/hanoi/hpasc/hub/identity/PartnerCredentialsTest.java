package vn.gov.hanoi.hpasc.hub.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.hanoi.hpasc.hub.identity.PartnerCredentials.Shown;

class PartnerCredentialsTest {

    private static final String INSIDE = "10.1.2.3";
    private static final List<String> SECRETS = List.of("the-old-secret", "the-next-secret");

    private static PartnerCredentials expecting(List<String> secrets, List<String> certificates, String... addresses) {
        return new PartnerCredentials("partner", secrets, certificates, List.of(addresses));
    }

    private static Shown shown(String... secrets) {
        return new Shown(List.of(secrets), null, INSIDE);
    }

    @Test
    void letsNobodyInByAddressAlone() {
        PartnerCredentials addressOnly = expecting(List.of(), List.of(), "10.1.2.0/24");

        assertThat(addressOnly.admits(shown())).isFalse();
        assertThat(addressOnly.admits(shown(""))).isFalse();
        assertThat(addressOnly.admits(shown("anything"))).isFalse();
    }

    @Test
    void letsNobodyInWhereNothingIsConfigured() {
        assertThat(expecting(List.of(), List.of()).admits(shown(""))).isFalse();
        assertThat(expecting(List.of("", "  ", "\n"), List.of()).admits(shown("")))
                .isFalse();
        assertThat(expecting(List.of("", "  ", "\n"), List.of()).admits(shown(" ")))
                .isFalse();
    }

    @Test
    void takesEachOfTheSecretsWhileTheyAreChanged() {
        PartnerCredentials two = expecting(SECRETS, List.of());

        assertThat(two.admits(shown("the-old-secret"))).isTrue();
        assertThat(two.admits(shown("the-next-secret"))).isTrue();
        assertThat(expecting(List.of(" the-old-secret\n", ""), List.of()).admits(shown("the-old-secret")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "the-old", "the-old-secret2", "THE-OLD-SECRET", "the-old-secret,the-next-secret"})
    void takesNothingElse(String said) {
        assertThat(expecting(SECRETS, List.of()).admits(shown(said))).isFalse();
    }

    @Test
    void takesNoSecretThatIsSaidTwice() {
        assertThat(expecting(SECRETS, List.of()).admits(shown("the-old-secret", "the-old-secret")))
                .isFalse();
        assertThat(expecting(SECRETS, List.of()).admits(shown("the-old-secret", "wrong")))
                .isFalse();
        assertThat(expecting(SECRETS, List.of()).admits(shown("", "the-old-secret")))
                .isFalse();
    }

    @Test
    void takesACertificateInPlaceOfASecretAndTheAddressBesides() throws Exception {
        X509Certificate right = certificate("right");
        X509Certificate wrong = certificate("wrong");
        String print = HexFormat.ofDelimiter(":")
                .withUpperCase()
                .formatHex(MessageDigest.getInstance("SHA-256").digest("right".getBytes()));
        PartnerCredentials anywhere = expecting(List.of(), List.of(print));
        PartnerCredentials inside = expecting(List.of(), List.of(print), "10.1.2.0/24");

        assertThat(anywhere.admits(new Shown(List.of(), right, INSIDE))).isTrue();
        assertThat(anywhere.admits(new Shown(List.of(), wrong, INSIDE))).isFalse();
        assertThat(inside.admits(new Shown(List.of(), right, INSIDE))).isTrue();
        assertThat(inside.admits(new Shown(List.of(), right, "10.1.3.1"))).isFalse();
        assertThat(inside.admits(new Shown(List.of(), null, INSIDE))).isFalse();
    }

    @Test
    void narrowsByAddress() {
        PartnerCredentials narrowed = expecting(SECRETS, List.of(), "10.1.2.0/24", "2001:db8::/32", "192.0.2.7");
        for (String inside : List.of(INSIDE, "2001:db8:1::5", "192.0.2.7", "2001:db8::1%eth0")) {
            assertThat(narrowed.admits(new Shown(List.of("the-old-secret"), null, inside)))
                    .as(inside)
                    .isTrue();
        }
        for (String outside : List.of("10.1.3.3", "::1", "192.0.2.8", "", "unknown", "beef", "localhost")) {
            assertThat(narrowed.admits(new Shown(List.of("the-old-secret"), null, outside)))
                    .as(outside)
                    .isFalse();
        }
    }

    @Test
    void refusesWhatIsNoAddressAndLooksUpNoName() {
        for (String senseless : List.of("beef", "cafe.be", "10.1.2.0/33", "localhost", "10.1")) {
            assertThatThrownBy(() -> expecting(SECRETS, List.of(), senseless))
                    .as(senseless)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> expecting(SECRETS, List.of("not hex"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsNoSecret() {
        assertThat(expecting(SECRETS, List.of())).asString().doesNotContain("secret-", "the-old-secret");
        assertThat(shown("the-old-secret")).asString().doesNotContain("the-old-secret");
    }

    private static X509Certificate certificate(String content) throws CertificateEncodingException {
        X509Certificate certificate = mock(X509Certificate.class);
        when(certificate.getEncoded()).thenReturn(content.getBytes());
        return certificate;
    }
}
