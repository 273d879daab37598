package vn.gov.hanoi.hpasc.hub.ingress.queue;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;

/**
 * A message of a queue, taken apart as far as possible. It is complete: nothing of it is left in the broker's client.
 *
 * @param correlation what the answer is correlated by: the sender's own correlation id, else the message id; null where it
 *     gave none
 * @param contentType as the sender said; null when it said nothing
 * @param attributes the CloudEvents attributes of a message in binary mode by their bare names; empty in structured mode
 * @param body not longer than a message may be; empty when there is a problem
 * @param problem why it cannot be read; null if it can
 * @param unreadable what an operator needs to find out more; null if the problem says it all
 * @param abandoned whether part of its body was left with the broker's client, which then gives no further message
 */
record Received(
        @Nullable String correlation,
        @Nullable String contentType,
        Map<String, Object> attributes,
        byte[] body,
        @Nullable Problem problem,
        @Nullable Unreadable unreadable,
        boolean abandoned) {

    private static final byte[] NOTHING = new byte[0];

    /**
     * A message that could not be taken apart, as it came.
     *
     * @param kind protocol and kind of message
     * @param content its bytes as far as they could be had, at most as many as a message may have
     * @param length how many there were
     */
    record Unreadable(String kind, byte[] content, long length) {

        static Unreadable of(String kind, byte[] content, int most) {
            return new Unreadable(kind, content.length > most ? Arrays.copyOf(content, most) : content, content.length);
        }
    }

    static Received refused(@Nullable String correlation, Problem problem) {
        return new Received(correlation, null, Map.of(), NOTHING, problem, null, false);
    }

    static Received unreadable(@Nullable String correlation, Problem problem, Unreadable unreadable) {
        return new Received(correlation, null, Map.of(), NOTHING, problem, unreadable, false);
    }

    /** The same message, correlated by {@code other} where it says nothing itself. */
    Received correlatedBy(@Nullable String other) {
        return correlation != null || other == null
                ? this
                : new Received(other, contentType, attributes, body, problem, unreadable, abandoned);
    }

    /** The same message, whose body was not read to its end. */
    Received cutOff() {
        return new Received(correlation, contentType, attributes, body, problem, unreadable, true);
    }

    /** The same message, after something went wrong that is no fault that can be named. */
    Received givenUp(Problem why) {
        return unreadable(correlation, why, new Unreadable("given up", body, body.length));
    }

    /** Bytes that it occupies. */
    int size() {
        return body.length + (unreadable == null ? 0 : unreadable.content().length);
    }
}
