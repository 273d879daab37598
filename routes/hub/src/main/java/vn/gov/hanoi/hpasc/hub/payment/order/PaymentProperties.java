package vn.gov.hanoi.hpasc.hub.payment.order;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How orders are followed.
 *
 * @param orderLife how long a payer may take
 * @param tick how often is looked for what is due
 * @param polling when a gateway is asked about an order, by its name; {@code usual} for those not named
 * @param refundAfter waits between inquiries about a refund; the last one is repeated
 * @param refundUntil after which a refund nobody can tell of is a person's
 */
@Validated
@ConfigurationProperties("hub.payments")
public record PaymentProperties(
        @DefaultValue("15m") @NotNull Duration orderLife,
        @DefaultValue("500ms") @NotNull Duration tick,
        @DefaultValue Map<String, Polling> polling,

        @DefaultValue({"10s", "30s", "1m", "5m", "15m", "1h"}) @NotEmpty
        List<Duration> refundAfter,

        @DefaultValue("48h") @NotNull Duration refundUntil) {

    /**
     * When to ask about an order that nobody speaks of.
     *
     * @param after the order was made
     * @param every between further questions
     * @param until after which a person must find out
     * @param perSecond questions, at most, over all nodes
     */
    public record Polling(
            @DefaultValue({"1m", "3m", "10m", "15m", "30m"}) @NotEmpty
            List<Duration> after,

            @DefaultValue("1h") @NotNull Duration every,
            @DefaultValue("48h") @NotNull Duration until,
            @DefaultValue("10") @Min(1) @Max(1000) int perSecond) {

        static final Polling USUAL = new Polling(
                List.of(
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(3),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(30)),
                Duration.ofHours(1),
                Duration.ofHours(48),
                10);

        /** When to ask for the first time about an order made at {@code createdAt}. */
        Instant first(Instant createdAt) {
            return createdAt.plus(after.getFirst());
        }

        /** When to ask again; null when it was asked long enough. */
        @Nullable
        Instant next(Instant createdAt, int asked, Instant now) {
            Instant end = createdAt.plus(until);
            if (!now.isBefore(end)) {
                return null;
            }
            Instant planned = asked < after.size() ? createdAt.plus(after.get(asked)) : now.plus(every);
            Instant next = planned.isAfter(now) ? planned : now.plus(shortest());
            return next.isAfter(end) ? end : next;
        }

        /** After an outage the plan lies in the past: not all at once then. */
        private Duration shortest() {
            return after.getFirst().compareTo(every) < 0 ? after.getFirst() : every;
        }
    }

    /** The longest that any order can have to wait for its next poll. */
    Duration longestPoll() {
        return Stream.concat(Stream.of(Polling.USUAL), polling.values().stream())
                .map(Polling::until)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** How {@code gateway} is asked. */
    Polling polling(String gateway) {
        return polling.getOrDefault(gateway, polling.getOrDefault("usual", Polling.USUAL));
    }
}
