package vn.gov.hanoi.hpasc.simulators.peer;

import java.time.Instant;

/**
 * A message that took effect at the simulated system, once, however often it came.
 *
 * @param arrival the message as it came the first time; its text is empty when it was forgotten to bound memory
 * @param reference what the system answered, the same to each repeat
 * @param at when it came the first time
 * @param repeats how often it came again
 */
public record Received(Arrival arrival, String reference, Instant at, int repeats) {

    public String key() {
        return arrival.key();
    }

    public long sequence() {
        return arrival.sequence();
    }

    public String dossier() {
        return arrival.dossier();
    }

    public String type() {
        return arrival.type();
    }
}
