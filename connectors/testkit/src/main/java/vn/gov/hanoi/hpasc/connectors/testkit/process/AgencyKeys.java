package vn.gov.hanoi.hpasc.connectors.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keys of agencies, made for one test: the public half in a folder for a hub to read, tokens from the private half. */
public final class AgencyKeys {

    private static final Duration LIFETIME = Duration.ofHours(12);

    private final Path folder;
    private final Map<String, PrivateKey> privateKeys = new ConcurrentHashMap<>();

    /** @param folder where {@code <agency>.pub.pem} files go */
    public AgencyKeys(Path folder) {
        this.folder = folder;
    }

    public Path folder() {
        return folder;
    }

    /** Makes a pair for each of {@code agencies}. */
    public AgencyKeys makeFor(Iterable<String> agencies) {
        agencies.forEach(agency -> privateKeys.computeIfAbsent(agency, this::make));
        return this;
    }

    private PrivateKey make(String agency) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            write(agency + ".key.pem", "PRIVATE KEY", pair.getPrivate().getEncoded());
            write(agency + ".pub.pem", "PUBLIC KEY", pair.getPublic().getEncoded());
            return pair.getPrivate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no P-256", e);
        }
    }

    private void write(String name, String what, byte[] key) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve(name), "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A token by which {@code agency} proves who it is, good from {@code now}. */
    public String token(String agency, Instant now) {
        PrivateKey key = privateKeys.get(agency);
        if (key == null) {
            throw new IllegalArgumentException("no key was made for " + agency);
        }
        String claims = "{\"iss\":\"%s\",\"aud\":\"hub\",\"iat\":%d,\"exp\":%d}"
                .formatted(agency, now.getEpochSecond(), now.plus(LIFETIME).getEpochSecond());
        String signed = base64("{\"alg\":\"ES256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
