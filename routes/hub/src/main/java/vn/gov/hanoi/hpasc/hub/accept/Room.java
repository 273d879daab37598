package vn.gov.hanoi.hpasc.hub.accept;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much may be on its way through acceptance at once, in messages and in bytes: what waits for a commit and what is in
 * one. No sender may have more than is left for all others: one alone fills half of the room, two a third each, and a part
 * is always free for whoever comes next. A submission larger than its share is let in when nothing else of its sender is
 * there and it fits, or when nothing at all is there.
 *
 * <p>There is an entry for a sender only while something of it is in the room.
 */
final class Room {

    private final long mostMessages;
    private final long mostBytes;
    private final Map<Object, Share> shares = new HashMap<>();
    private long messages;
    private long bytes;

    private static final class Share {
        long messages;
        long bytes;
    }

    Room(long mostMessages, long mostBytes) {
        this.mostMessages = mostMessages;
        this.mostBytes = mostBytes;
    }

    /** Whether {@code submission} is let in; whoever is must leave. */
    synchronized boolean enter(Submission submission) {
        long moreMessages = submission.entries().size();
        long moreBytes = submission.bytes();
        Share own = shares.get(submission.sender());
        if (messages > 0 && !fits(own, moreMessages, moreBytes)) {
            return false;
        }
        Share share = shares.computeIfAbsent(submission.sender(), first -> new Share());
        share.messages += moreMessages;
        share.bytes += moreBytes;
        messages += moreMessages;
        bytes += moreBytes;
        return true;
    }

    private boolean fits(@Nullable Share own, long moreMessages, long moreBytes) {
        long ownMessages = own == null ? 0 : own.messages;
        long ownBytes = own == null ? 0 : own.bytes;
        return ownMessages + moreMessages <= mostMessages - messages && ownBytes + moreBytes <= mostBytes - bytes;
    }

    synchronized void leave(Submission submission) {
        messages -= submission.entries().size();
        bytes -= submission.bytes();
        shares.computeIfPresent(submission.sender(), (sender, share) -> {
            share.messages -= submission.entries().size();
            share.bytes -= submission.bytes();
            return share.messages <= 0 ? null : share;
        });
    }

    synchronized long messages() {
        return messages;
    }

    synchronized long bytes() {
        return bytes;
    }

    /** How many senders have something in the room. */
    synchronized int senders() {
        return shares.size();
    }
}
