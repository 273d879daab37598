package vn.gov.hanoi.hpasc.hub.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A partner that is known by the certificate its handshake proves, over real TLS. The hub waits for its PostgreSQL. */
class MutualTlsIT {

    private static final String PASSWORD = "mat-khau-cua-kho";

    @TempDir
    Path folder;

    @Test
    void theLandRegistryIsKnownByItsCertificateAndByNoOther() throws Exception {
        KeyStore hubKeys = keys("hub");
        KeyStore registry = keys("registry");
        KeyStore stranger = keys("stranger");
        // whoever the hub trusts may shake hands; only the registry is let in
        Path trusted = trust("trusted", List.of(registry, stranger));
        Map<String, Object> settings = Map.ofEntries(
                Map.entry("spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/none"),
                Map.entry("spring.datasource.username", "none"),
                Map.entry("spring.datasource.password", "none"),
                Map.entry("server.ssl.key-store", folder.resolve("hub.p12")),
                Map.entry("server.ssl.key-store-type", "PKCS12"),
                Map.entry("server.ssl.key-store-password", PASSWORD),
                Map.entry("server.ssl.trust-store", trusted),
                Map.entry("server.ssl.trust-store-type", "PKCS12"),
                Map.entry("server.ssl.trust-store-password", PASSWORD),
                Map.entry("server.ssl.client-auth", "want"),
                Map.entry("hub.land-registry.callback.certificates", fingerprint(registry)));

        try (HubUnderTest hub = HubUnderTest.start(folder.resolve("hub"), Clock.systemUTC(), settings)) {
            URI catalogue = URI.create(
                    "https://127.0.0.1:" + hub.http().getPort() + "/callbacks/land-registry/GetDanhMucTrangThai");

            assertThat(answer(catalogue, registry, hubKeys)).startsWith("200 ").contains("\"Result\":1");
            assertThat(answer(catalogue, stranger, hubKeys)).startsWith("401 ").contains("\"Result\":0");
            assertThat(answer(catalogue, null, hubKeys)).startsWith("401 ").contains("\"Result\":0");
        }
    }

    private static String answer(URI address, @Nullable KeyStore own, KeyStore server) throws Exception {
        KeyStore trusted = empty();
        trusted.setCertificateEntry("hub", server.getCertificate("key"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(own == null ? new KeyManager[0] : keyManagers(own), trust.getTrustManagers(), null);
        try (HttpClient client = HttpClient.newBuilder().sslContext(tls).build()) {
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        }
    }

    private static KeyManager[] keyManagers(KeyStore own) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD.toCharArray());
        return keys.getKeyManagers();
    }

    /** A key and its self-signed certificate, made by the JDK's own tool. */
    private KeyStore keys(String name) throws Exception {
        Path file = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "key",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private Path trust(String name, List<KeyStore> whom) throws GeneralSecurityException, IOException {
        KeyStore trusted = empty();
        for (int i = 0; i < whom.size(); i++) {
            trusted.setCertificateEntry("trusted-" + i, whom.get(i).getCertificate("key"));
        }
        Path file = folder.resolve(name + ".p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static String fingerprint(KeyStore keys) throws GeneralSecurityException {
        byte[] certificate = keys.getCertificate("key").getEncoded();
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
    }
}
