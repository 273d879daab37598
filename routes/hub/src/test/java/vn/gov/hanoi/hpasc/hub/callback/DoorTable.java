package vn.gov.hanoi.hpasc.hub.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.web.MockHttpServletRequest;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;

/** Every combination of what a partner is configured with and what a caller shows, with who is let in. */
public final class DoorTable {

    public static final String SECRET = "a-secret-of-theirs";
    private static final String INSIDE = "10.1.2.3";

    private DoorTable() {}

    /** What a caller shows: every value of its secret, and a request with its address and certificate. */
    public record Caller(List<String> secrets, MockHttpServletRequest servlet) {

        public HttpRequest request() {
            return new HttpRequest(servlet);
        }
    }

    /**
     * Checks them all.
     *
     * @param secretSetting by which the secret is configured, {@code certificates} and {@code allowed-addresses} beside it
     * @param door makes a door of the settings
     */
    public static void check(String secretSetting, Function<Map<String, Object>, Predicate<Caller>> door)
            throws Exception {
        int admitted = 0;
        for (String configured : new String[] {null, "", " ", SECRET}) {
            for (boolean certificate : new boolean[] {false, true}) {
                for (String list : new String[] {null, "10.1.2.0/24", "10.9.9.9"}) {
                    Map<String, Object> settings = new HashMap<>();
                    put(settings, secretSetting, configured);
                    put(settings, "certificates", certificate ? fingerprint("theirs") : null);
                    put(settings, "allowed-addresses", list);
                    boolean here = list == null || list.startsWith("10.1.2");
                    admitted += checkCallers(
                            door.apply(settings), SECRET.equals(configured), certificate, here, settings.toString());
                }
            }
        }
        assertThat(admitted).as("somebody gets in").isPositive();
    }

    private static int checkCallers(
            Predicate<Caller> door, boolean secretCounts, boolean certificateCounts, boolean here, String configured)
            throws Exception {
        int admitted = 0;
        for (List<String> said : List.of(
                List.<String>of(),
                List.of(""),
                List.of(" "),
                List.of("wrong"),
                List.of(SECRET),
                List.of(SECRET, SECRET),
                List.of("wrong", SECRET))) {
            for (String certificate : new String[] {null, "another's", "theirs"}) {
                boolean expected = here
                        && (secretCounts && said.equals(List.of(SECRET))
                                || certificateCounts && "theirs".equals(certificate));
                assertThat(door.test(caller(said, certificate)))
                        .as("%s, shown %s and the certificate %s", configured, said, certificate)
                        .isEqualTo(expected);
                admitted += expected ? 1 : 0;
            }
        }
        return admitted;
    }

    private static Caller caller(List<String> secrets, String certificate) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/callbacks");
        request.setRemoteAddr(INSIDE);
        if (certificate != null) {
            X509Certificate shown = mock(X509Certificate.class);
            when(shown.getEncoded()).thenReturn(certificate.getBytes());
            request.setAttribute("jakarta.servlet.request.X509Certificate", new X509Certificate[] {shown});
        }
        return new Caller(secrets, request);
    }

    private static String fingerprint(String certificate) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getBytes()));
    }

    private static void put(Map<String, Object> settings, String name, String value) {
        if (value != null) {
            settings.put(name, value);
        }
    }

    /** The properties record of these settings. */
    public static <T> T properties(String prefix, Map<String, Object> settings, Class<T> type) {
        Map<String, Object> prefixed = new HashMap<>();
        settings.forEach((name, value) -> prefixed.put(prefix + "." + name, value));
        return new Binder(new MapConfigurationPropertySource(prefixed)).bindOrCreate(prefix, type);
    }
}
