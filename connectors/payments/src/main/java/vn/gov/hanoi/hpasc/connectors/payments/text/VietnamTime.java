package vn.gov.hanoi.hpasc.connectors.payments.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Times as gateways write them: without an offset, meaning +7 whatever clock the server has. */
public final class VietnamTime {

    public static final ZoneOffset OFFSET = ZoneOffset.ofHours(7);

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuMMdd");

    private VietnamTime() {}

    /** {@code yyyyMMddHHmmss}, with the 24 hours of a day. */
    public static String seconds(Instant instant) {
        return SECONDS.format(instant.atOffset(OFFSET));
    }

    /** {@code yyMMdd}. */
    public static String day(Instant instant) {
        return DAY.format(instant.atOffset(OFFSET));
    }

    /** What {@link #seconds} wrote; empty when it is no such time. */
    public static Optional<Instant> instant(@Nullable String seconds) {
        if (seconds == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(seconds, SECONDS).toInstant(OFFSET));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    /** Milliseconds since 1970; empty when it is no such number, or nothing but zero. */
    public static Optional<Instant> epochMillis(@Nullable String millis) {
        if (millis == null || !millis.matches("[1-9]\\d{0,14}")) {
            return Optional.empty();
        }
        return Optional.of(Instant.ofEpochMilli(Long.parseLong(millis)));
    }
}
