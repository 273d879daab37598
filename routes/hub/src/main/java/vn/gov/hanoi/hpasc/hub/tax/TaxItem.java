package vn.gov.hanoi.hpasc.hub.tax;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A row of a call: a fact about a dossier, or why it is none.
 *
 * @param dossier as the row says, in one notation; null when it says none
 * @param fact what it says; null when it cannot be used
 * @param fault why it cannot be used
 * @param said what was written, field by field; personal data
 */
public record TaxItem(
        TaxKind kind,
        @Nullable String dossier,
        @Nullable TaxFact fact,
        @Nullable TaxReason fault,
        Map<String, String> said) {

    public TaxItem {
        said = Map.copyOf(said);
        if ((fact == null) == (fault == null)) {
            throw new IllegalArgumentException("a row is a fact or has a fault");
        }
    }

    /** The same for rows that say the same of the same dossier. */
    String digest() {
        return hash(kind.wire() + '\n' + dossier + '\n' + content());
    }

    /** The same for rows that say the same. */
    String content() {
        return hash(fact == null ? fault + "\n" + new TreeMap<>(said) : fact.content());
    }

    private static String hash(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Says nothing personal. */
    @Override
    public String toString() {
        return "TaxItem[" + kind.wire() + " of " + dossier + ", " + (fact == null ? fault : fact.number()) + "]";
    }
}
