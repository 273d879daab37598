package vn.gov.hanoi.hpasc.hub.accept;

/**
 * How much may be on its way through acceptance at once, in messages and in bytes: what waits for a commit and what is in
 * one. A submission larger than all the room is let in when nothing else is there.
 */
final class Room {

    private final long mostMessages;
    private final long mostBytes;
    private long messages;
    private long bytes;

    Room(long mostMessages, long mostBytes) {
        this.mostMessages = mostMessages;
        this.mostBytes = mostBytes;
    }

    /** Whether {@code submission} is let in; whoever is must leave. */
    synchronized boolean enter(Submission submission) {
        long more = submission.entries().size();
        if (messages > 0 && (messages + more > mostMessages || bytes + submission.bytes() > mostBytes)) {
            return false;
        }
        messages += more;
        bytes += submission.bytes();
        return true;
    }

    synchronized void leave(Submission submission) {
        messages -= submission.entries().size();
        bytes -= submission.bytes();
    }

    synchronized long messages() {
        return messages;
    }

    synchronized long bytes() {
        return bytes;
    }
}
