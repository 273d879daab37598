package vn.gov.hanoi.hpasc.hub.accept;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.MessageDigestV1;
import vn.gov.hanoi.hpasc.dossier.codec.MessageDigests;
import vn.gov.hanoi.hpasc.hub.identity.Agency;

/**
 * A message that ingress found in order: its sender is known and may send it, and it follows its contract.
 *
 * @param message what it says, canonical
 * @param canonicalForm what the digest is taken over
 * @param digest of what it says
 * @param sender the authenticated agency, the same as the message's source
 * @param protocol the wire it came over
 * @param received the message as it came, untouched
 * @param receivedMediaType of {@code received}, as {@code application/cloudevents+json} or {@code application/xml}
 * @param codeGiven whether the hub itself gave the sender the dossier's code: then it is the sender's to register
 * @param refusedBefore names of dossiers of which the sender's list has an earlier message that ingress refused: about these it
 *     is a repeat, or refused
 */
public record Candidate(
        DossierMessage message,
        byte[] canonicalForm,
        MessageDigestV1 digest,
        Agency sender,
        Protocol protocol,
        byte[] received,
        String receivedMediaType,
        boolean codeGiven,
        Set<String> refusedBefore) {

    /** Takes the digest of {@code message}. */
    public static Candidate of(
            DossierMessage message, Agency sender, Protocol protocol, byte[] received, String receivedMediaType) {
        byte[] canonicalForm = MessageDigests.canonicalForm(message);
        return new Candidate(
                message,
                canonicalForm,
                MessageDigests.ofCanonicalForm(canonicalForm),
                sender,
                protocol,
                received,
                receivedMediaType,
                false,
                Set.of());
    }

    /** The same message, about a dossier whose code the hub gave to the sender. */
    public Candidate withGivenCode() {
        return new Candidate(
                message, canonicalForm, digest, sender, protocol, received, receivedMediaType, true, refusedBefore);
    }

    /** The same message, in a list that has earlier messages about {@code dossiers} that were refused. */
    public Candidate afterRefused(Set<String> dossiers) {
        return new Candidate(
                message, canonicalForm, digest, sender, protocol, received, receivedMediaType, codeGiven, dossiers);
    }

    /** The wires a message can come over. */
    public enum Protocol {
        REST,
        SOAP,
        QUEUE,
        /** The hub itself: outcomes told to senders. */
        HUB
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Candidate that
                && message.equals(that.message)
                && protocol == that.protocol
                && Arrays.equals(received, that.received);
    }

    @Override
    public int hashCode() {
        return Objects.hash(message.key(), protocol);
    }

    /** Names the message, never its content. */
    @Override
    public String toString() {
        return "Candidate[" + message.key() + " over " + protocol + "]";
    }
}
