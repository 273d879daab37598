package vn.gov.hanoi.hpasc.hub.line;

import java.util.List;

/**
 * The way from a committed transaction to the broker. Each destination has a window: no more than so many of its
 * deliveries are with the broker at once, in fair shares of their senders; the rest waits in PostgreSQL.
 */
public interface Outbox {

    /**
     * Asks for a place in the destination's window. Whoever gets one stores the delivery as in flight and, after the
     * commit, hands it to {@link #dispatch}, or gives the place back.
     *
     * @param sender the agency that sent the message
     */
    boolean admit(String destination, String sender);

    /** Gives back a place: its delivery came to an outcome, or was never committed. */
    void giveBack(String destination, String sender);

    /** Whether the next head of a line may follow at once into the place of the one that has just ended. */
    boolean follows(String destination);

    /** Counts places for deliveries that followed. */
    void occupy(List<Dispatch> dispatches);

    /** Puts committed deliveries on their way. Never fails: what the broker does not get now, the sweeper brings later. */
    void dispatch(List<Dispatch> dispatches);

    /** Says that deliveries of {@code destination} may have become due, so that nobody waits for the next sweep. */
    void wake(String destination);
}
