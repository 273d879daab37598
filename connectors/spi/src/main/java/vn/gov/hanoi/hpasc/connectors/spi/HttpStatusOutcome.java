package vn.gov.hanoi.hpasc.connectors.spi;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** What an HTTP status other than success means for a delivery, the same for every partner that speaks HTTP. */
public final class HttpStatusOutcome {

    private static final int LONGEST_REASON = 2_000;
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private HttpStatusOutcome() {}

    /**
     * A business no, or that nobody can tell whether the message was taken.
     *
     * @param status not 2xx
     * @param reason what the destination said
     * @param retryAfter the header of that name; null when there is none
     * @throws DestinationUnavailable when the status says nothing about the message
     */
    public static DeliveryOutcome of(int status, String reason, @Nullable String retryAfter)
            throws DestinationUnavailable {
        return switch (status) {
            case 400, 413, 422 -> new DeliveryOutcome.Rejected(ErrorCode.DESTINATION_REFUSED, shortened(reason));
            case 409 -> new DeliveryOutcome.Rejected(ErrorCode.DESTINATION_CONFLICT, shortened(reason));
            case 408, 504 -> new DeliveryOutcome.Unknown(ErrorCode.NO_ANSWER_IN_TIME, "HTTP " + status);
            default -> throw new DestinationUnavailable(codeOf(status), "HTTP " + status, wait(retryAfter), null);
        };
    }

    private static ErrorCode codeOf(int status) {
        return switch (status) {
            case 401, 403 -> ErrorCode.DESTINATION_DENIED_US;
            case 429, 503 -> ErrorCode.DESTINATION_BUSY;
            default -> ErrorCode.DESTINATION_ERROR;
        };
    }

    /** {@code reason} in at most {@value #LONGEST_REASON} characters. */
    public static String shortened(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }

    /** Seconds or an HTTP date, at most a day; null when it says neither. */
    public static @Nullable Duration wait(@Nullable String retryAfter) {
        if (retryAfter == null) {
            return null;
        }
        String text = retryAfter.trim();
        if (text.matches("\\d{1,9}")) {
            return bounded(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return bounded(Duration.between(Instant.now(), until));
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
