package vn.gov.hanoi.hpasc.hub.callback.landregistry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.hub.identity.AddressRange;
import vn.gov.hanoi.hpasc.hub.identity.KeyFolder;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;
import vn.gov.hanoi.hpasc.hub.storage.PrivateFiles;

/** Knows the land registry from others, before anything else of a call is looked at. */
@Component
class LandDoor {

    private final String header;
    private final boolean secretInPath;
    private final List<byte[]> secrets;
    private final List<byte[]> certificates;
    private final List<AddressRange> addresses;

    LandDoor(LandCallbackProperties properties, KeyFolder keys) throws IOException {
        this.header = properties.header();
        this.secretInPath = properties.secretInPath();
        this.secrets = hashes(secrets(properties, keys));
        this.certificates = properties.certificates().stream()
                .map(text -> HexFormat.of().parseHex(text.replace(":", "").toLowerCase(Locale.ROOT)))
                .toList();
        this.addresses =
                properties.allowedAddresses().stream().map(AddressRange::of).toList();
    }

    private static List<String> secrets(LandCallbackProperties properties, KeyFolder keys) throws IOException {
        List<String> all = new ArrayList<>(properties.secrets());
        Path file = properties.secretFile();
        if (file != null) {
            Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .forEach(all::add);
        } else if (all.isEmpty() && properties.createMissingSecret()) {
            all.add(PrivateFiles.secret(keys.folder().resolve("land-registry-callback.key")));
        }
        return all;
    }

    /** Of one length, so that the time a comparison takes tells nothing of a secret's. */
    private static List<byte[]> hashes(List<String> secrets) {
        return secrets.stream().map(LandDoor::hash).toList();
    }

    private static byte[] hash(String secret) {
        return sha256(secret.strip().getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** Whether a secret may stand in the address. */
    boolean takesSecretsInPath() {
        return secretInPath;
    }

    /** The header that is never kept as it came. */
    String secretHeader() {
        return header.toLowerCase(Locale.ROOT);
    }

    /**
     * Whether it is the land registry that calls.
     *
     * @param inPath the secret in the address; null when there was none
     */
    boolean admits(HttpRequest request, @Nullable String inPath) {
        if (!addressIsRight(request.remoteAddress())) {
            return false;
        }
        String said = inPath == null ? request.header(header) : inPath;
        boolean known = said != null && isIn(hash(said), secrets);
        return known || certificateIsRight(request.clientCertificate());
    }

    private boolean certificateIsRight(@Nullable X509Certificate certificate) {
        try {
            return certificate != null && isIn(sha256(certificate.getEncoded()), certificates);
        } catch (CertificateEncodingException e) {
            return false;
        }
    }

    /** Looks at all of them, also after one was right. */
    private static boolean isIn(byte[] said, List<byte[]> known) {
        boolean found = false;
        for (byte[] one : known) {
            found |= MessageDigest.isEqual(said, one);
        }
        return found;
    }

    private boolean addressIsRight(String caller) {
        String plain = caller.replaceAll("%.*$", ""); // a link-local one names its network card
        return addresses.isEmpty() || addresses.stream().anyMatch(range -> range.holds(plain));
    }
}
