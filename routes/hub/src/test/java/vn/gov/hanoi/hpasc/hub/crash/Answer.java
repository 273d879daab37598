package vn.gov.hanoi.hpasc.hub.crash;

import java.util.List;
import java.util.UUID;

/** What the hub finally said to a message. */
sealed interface Answer {

    /**
     * The receipt.
     *
     * @param deliveries what the hub owes
     */
    record Receipt(UUID exchangeId, String digest, boolean repeat, List<Promise> deliveries) implements Answer {}

    /** A delivery that the hub promised. */
    record Promise(String destination, long sequence) {}

    /** A no that stays a no. */
    record Refusal(String what) implements Answer {}
}
