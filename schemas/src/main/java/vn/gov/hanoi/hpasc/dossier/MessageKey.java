package vn.gov.hanoi.hpasc.dossier;

/** The idempotency key of a message on every wire: who sent it, and the sender's id of it. */
public record MessageKey(String source, String id) implements Comparable<MessageKey> {

    @Override
    public int compareTo(MessageKey other) {
        int bySource = source.compareTo(other.source);
        return bySource != 0 ? bySource : id.compareTo(other.id);
    }
}
