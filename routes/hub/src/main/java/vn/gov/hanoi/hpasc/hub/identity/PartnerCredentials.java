package vn.gov.hanoi.hpasc.hub.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How an outside system proves that it calls: by one of its secrets or one of its client certificates. Where addresses are
 * configured the call must come from one of them besides; an address alone proves nothing. With neither secrets nor
 * certificates nobody gets in.
 */
public final class PartnerCredentials {

    private static final Logger LOG = LoggerFactory.getLogger(PartnerCredentials.class);

    private final List<byte[]> secrets;
    private final List<byte[]> certificates;
    private final List<AddressRange> addresses;

    /**
     * What a caller shows.
     *
     * @param secrets every value it gave for the secret: none, or more than one, is none
     * @param certificate that its TLS handshake proved; null when there was none
     * @param address it calls from
     */
    public record Shown(List<String> secrets, @Nullable X509Certificate certificate, String address) {

        /** Tells no secret. */
        @Override
        public String toString() {
            return "Shown[" + address + "]";
        }
    }

    /**
     * Reads what is expected.
     *
     * @param partner whose credentials they are, for the log
     * @param secrets blank ones are left out: they match nobody
     * @param certificates SHA-256 of client certificates, in hex
     * @param addresses or ranges of them, {@code 10.1.2.3} or {@code 10.1.2.0/24}; empty for anywhere
     * @throws IllegalArgumentException when a certificate or an address is none
     */
    public PartnerCredentials(
            String partner, Collection<String> secrets, Collection<String> certificates, Collection<String> addresses) {
        this.secrets = secrets.stream()
                .filter(secret -> !secret.isBlank())
                .map(PartnerCredentials::hash)
                .toList();
        this.certificates = certificates.stream()
                .map(text ->
                        HexFormat.of().parseHex(text.strip().replace(":", "").toLowerCase(Locale.ROOT)))
                .toList();
        this.addresses = addresses.stream().map(AddressRange::of).toList();
        if (this.secrets.isEmpty() && this.certificates.isEmpty() && !this.addresses.isEmpty()) {
            LOG.atWarn().addKeyValue("partner", partner).log("callback.closed-without-secret-or-certificate");
        }
    }

    /** Whether it is the partner that calls. Takes as long whatever is wrong, and looks at all secrets. */
    public boolean admits(Shown shown) {
        String said = shown.secrets().size() == 1 ? shown.secrets().getFirst() : "";
        boolean known = isIn(hash(said), secrets) && !said.isBlank();
        return (known | isKnown(shown.certificate())) && mayCallFrom(shown.address());
    }

    /** Whether a call from {@code address} can be the partner's; that proves nothing yet. */
    public boolean mayCallFrom(String address) {
        return mayCallFrom(addresses, address);
    }

    /** Whether {@code address} is in one of {@code ranges}, or there are none. */
    public static boolean mayCallFrom(List<AddressRange> ranges, String address) {
        String plain = address.replaceAll("%.*$", ""); // a link-local one names its network card
        return ranges.isEmpty()
                || AddressRange.isAddress(plain) && ranges.stream().anyMatch(range -> range.holds(plain));
    }

    private boolean isKnown(@Nullable X509Certificate certificate) {
        try {
            return certificate != null && isIn(sha256(certificate.getEncoded()), certificates);
        } catch (CertificateEncodingException e) {
            return false;
        }
    }

    private static boolean isIn(byte[] said, List<byte[]> known) {
        boolean found = false;
        for (byte[] one : known) {
            found |= MessageDigest.isEqual(said, one);
        }
        return found;
    }

    /** Of one length, so that the time a comparison takes tells nothing of a secret's. */
    private static byte[] hash(String secret) {
        return sha256(secret.strip().getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Tells nothing of them. */
    @Override
    public String toString() {
        return "PartnerCredentials[" + secrets.size() + " secrets, " + certificates.size() + " certificates]";
    }
}
