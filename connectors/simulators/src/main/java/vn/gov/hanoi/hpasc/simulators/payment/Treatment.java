package vn.gov.hanoi.hpasc.simulators.payment;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What happens to one callback on its way. Each part has a text form, joined by commas: {@code lost}, {@code delayed:2s},
 * {@code copies:3}, {@code held} (sent after the next one of the same order), {@code amount:1000}, {@code merchant:X},
 * {@code forged}; {@code plain} for none of them.
 *
 * @param lost never sent, nor its repeats
 * @param delay before it is sent, in the gateway's time, see {@link CallbackDesk#compress}
 * @param copies how often it is sent at once
 * @param held whether it waits for the next callback of its order
 * @param amount what it says instead of the true amount; null for the truth
 * @param merchant the merchant it names instead of the true one; null for the truth
 * @param forged signed with a key the gateway does not have
 */
public record Treatment(
        boolean lost,
        Duration delay,
        int copies,
        boolean held,
        @Nullable Long amount,
        @Nullable String merchant,
        boolean forged) {

    public static final Treatment PLAIN = new Treatment(false, Duration.ZERO, 1, false, null, null, false);
    public static final Treatment LOST = PLAIN.with("lost");

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException when {@code text} is none
     */
    public static Treatment of(String text) {
        Treatment treatment = PLAIN;
        for (String word : text.split(",", -1)) {
            treatment = treatment.with(word.strip());
        }
        return treatment;
    }

    private Treatment with(String word) {
        String[] pair = word.split(":", 2);
        String value = pair.length > 1 ? pair[1] : "";
        return switch (pair[0]) {
            case "plain" -> this;
            case "lost" -> new Treatment(true, delay, copies, held, amount, merchant, forged);
            case "delayed" -> new Treatment(lost, duration(value), copies, held, amount, merchant, forged);
            case "copies" -> new Treatment(lost, delay, Integer.parseInt(value), held, amount, merchant, forged);
            case "held" -> new Treatment(lost, delay, copies, true, amount, merchant, forged);
            case "amount" -> new Treatment(lost, delay, copies, held, Long.valueOf(value), merchant, forged);
            case "merchant" -> new Treatment(lost, delay, copies, held, amount, value, forged);
            case "forged" -> new Treatment(lost, delay, copies, held, amount, merchant, true);
            default -> throw new IllegalArgumentException("not a treatment of a callback: " + word);
        };
    }

    private static Duration duration(String text) {
        return text.endsWith("ms")
                ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
                : Duration.parse("PT" + text);
    }
}
