package vn.gov.hanoi.hpasc.hub.broker;

import vn.gov.hanoi.hpasc.dossier.AgencyCode;

/** The names of all queues. */
public final class Queues {

    /** What an agency refused outright while reading its queue; nothing is ever dropped. */
    public static final String REJECTED = "hpasc.rejected";

    /**
     * Markers of the hub that do not survive a restart of the broker: where there are none, it has started since the hub
     * last looked.
     */
    public static final String BOOT = "hub.boot";

    /** Where messages of agencies are parked that the hub could not take apart; an operator reads it. */
    public static final String UNREADABLE = "hpasc.unreadable";

    /** Marks, when true, a message that came by AMQP: its body is the whole encoded AMQP message. */
    public static final String AMQP_ENCODED = "HpascAmqpEncoded";

    /** All queues that agencies write to. */
    static final String ALL_IN = "hpasc.in.#";

    private static final String IN = "hpasc.in.";

    private Queues() {}

    /** Where {@code agency} puts its messages to the hub. */
    public static String in(AgencyCode agency) {
        return IN + agency.value();
    }

    /** Where {@code agency} finds messages for it. */
    public static String out(AgencyCode agency) {
        return "hpasc.out." + agency.value();
    }

    /** Where {@code agency} finds the answers to what it sent: receipts and refusals. */
    public static String receipts(AgencyCode agency) {
        return "hpasc.receipts." + agency.value();
    }

    /** Where the ids of deliveries to {@code destination} wait for a consumer. */
    public static String delivery(String destination) {
        return "hub.delivery." + destination;
    }

    /** Whether agencies write to {@code address}. */
    static boolean isIn(String address) {
        return address.startsWith(IN);
    }
}
