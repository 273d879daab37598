package vn.gov.hanoi.hpasc.simulators.peer;

import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message that took effect at the simulated system, once, however often it came.
 *
 * @param arrival the message as it came the first time; its text is empty when it was forgotten to bound memory
 * @param reference what the system answered, the same to each repeat
 * @param at when it came the first time
 * @param repeats how often it came again
 */
public record Received(Arrival arrival, String reference, Instant at, int repeats) {

    private static final Pattern EXCHANGE_ID = Pattern.compile("exchange[iI]d(?:\"\\s*:\\s*\"|>)([0-9a-f-]{36})");

    public String key() {
        return arrival.key();
    }

    /** The hub's id of the message, as it stands in what came over the wire. */
    public UUID exchangeId() {
        Matcher id = EXCHANGE_ID.matcher(arrival.text());
        if (!id.find()) {
            throw new IllegalStateException("no exchange id in " + arrival.text());
        }
        return UUID.fromString(id.group(1));
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
