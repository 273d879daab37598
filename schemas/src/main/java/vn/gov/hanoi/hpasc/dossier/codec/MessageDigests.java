package vn.gov.hanoi.hpasc.dossier.codec;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.MessageDigestV1;
import vn.gov.hanoi.hpasc.dossier.codec.Shape.Structure;

/**
 * The digest of a message, version 1: SHA-256 over the RFC 8785 form of its {@code corrects} (when it has one), data,
 * subject, time and type, each in its one form. What is absent is left out; nothing is looked up and nothing defaulted.
 *
 * <p>{@code source} and {@code id} are the key, not the content. {@code corrects} is content: the same words sent as a
 * correction ask the hub for something else.
 */
public final class MessageDigests {

    private MessageDigests() {}

    public static MessageDigestV1 digest(DossierMessage message) {
        JsonOut canonical = written(message);
        MessageDigest sha256 = sha256();
        sha256.update(canonical.buffer(), 0, canonical.size());
        return MessageDigestV1.of(sha256.digest());
    }

    /** The digest of a message whose {@link #canonicalForm} is at hand. */
    public static MessageDigestV1 ofCanonicalForm(byte[] canonicalForm) {
        return MessageDigestV1.of(sha256().digest(canonicalForm));
    }

    /** What the digest is taken over, for those who want to check it. */
    public static byte[] canonicalForm(DossierMessage message) {
        return written(message).toBytes();
    }

    private static JsonOut written(DossierMessage message) {
        JsonOut out = new JsonOut();
        out.raw('{');
        if (message.corrects() != null) {
            out.raw("\"corrects\":\"").raw(message.corrects().toString()).raw("\",");
        }
        out.raw("\"data\":");
        out.value(Shapes.of(message.type()), message.data(), Structure::sorted);
        out.raw(",\"subject\":").text(oneNotation(message.subject()));
        out.raw(",\"time\":\"").raw(Instants.format(message.time()));
        return out.raw("\",\"type\":\"").raw(message.type().wire()).raw("\"}");
    }

    /** The subject of a record made by hand may still be in the older notation. */
    private static String oneNotation(String subject) {
        return subject.startsWith("000.") ? Envelope.subject(subject) : subject;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
