package vn.gov.hanoi.hpasc.hub.ingress.queue;

/**
 * Finds the message at which the hub itself breaks. After a failure that nobody foresaw the messages of the batch are taken
 * one by one; one that fails alone again and again is given up, so that those behind it go on.
 */
final class OwnFailures {

    /** How often a message may fail alone. */
    static final int MOST = 5;

    private int oneByOne;
    private int alone;

    /** How many messages to take at once, of {@code most}. */
    int atOnce(int most) {
        return oneByOne > 0 ? 1 : most;
    }

    /** Whether the next message is not to be tried again. */
    boolean givesUp() {
        return alone >= MOST;
    }

    void failed(int messages) {
        alone = messages == 1 ? alone + 1 : 0;
        oneByOne = Math.max(oneByOne, Math.max(messages, 1));
    }

    void settled(int messages) {
        alone = 0;
        oneByOne = Math.max(0, oneByOne - messages);
    }
}
