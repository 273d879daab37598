package vn.gov.hanoi.hpasc.dossier.codec;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Points in time as text (RFC 3339): read with any offset, written in UTC with 0, 3, 6 or 9 digits of the second's
 * fraction, the fewest that lose nothing. By hand, because the general formatters take most of a digest's time.
 */
final class Instants {

    private static final int SHORTEST = "2025-09-08T09:12:00Z".length();
    private static final long EARLIEST = LocalDateTime.of(1900, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
    private static final long LATEST =
            LocalDateTime.of(9999, 12, 31, 23, 59, 59).toEpochSecond(ZoneOffset.UTC);
    private static final String NOT_ONE = "is not a time with an offset, as 2025-09-08T09:12:00+07:00";

    private Instants() {}

    /** @throws IllegalArgumentException when {@code text} is not such a time; the message says why */
    static Instant parse(String text) {
        if (text.length() < SHORTEST || !shaped(text)) {
            throw new IllegalArgumentException(NOT_ONE);
        }
        int hour = within(two(text, 11), 23);
        int minute = within(two(text, 14), 59);
        int second = within(two(text, 17), 59);
        int at = 19;
        int nanos = 0;
        if (text.charAt(at) == '.') {
            int from = ++at;
            while (at < text.length() && digit(text, at)) {
                nanos = at - from < 9 ? nanos * 10 + text.charAt(at) - '0' : nanos;
                at++;
            }
            if (at == from || at - from > 9) {
                throw new IllegalArgumentException("has no or more than 9 digits after the second");
            }
            for (int i = at - from; i < 9; i++) {
                nanos *= 10;
            }
        }
        long local = day(text) * 86_400L + hour * 3600L + minute * 60L + second;
        return ranged(local - offset(text, at), nanos);
    }

    private static boolean shaped(String text) {
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    private static long day(String text) {
        try {
            return LocalDate.of(two(text, 0) * 100 + two(text, 2), two(text, 5), two(text, 8))
                    .toEpochDay();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("is not a day of the calendar", e);
        }
    }

    private static int offset(String text, int at) {
        int left = text.length() - at;
        if (left == 1 && text.charAt(at) == 'Z') {
            return 0;
        }
        if (left != 6 || text.charAt(at + 3) != ':' || (text.charAt(at) != '+' && text.charAt(at) != '-')) {
            throw new IllegalArgumentException(NOT_ONE);
        }
        int seconds = within(two(text, at + 1), 23) * 3600 + within(two(text, at + 4), 59) * 60;
        return text.charAt(at) == '+' ? seconds : -seconds;
    }

    private static Instant ranged(long second, int nanos) {
        if (second < EARLIEST || second > LATEST) {
            throw new IllegalArgumentException("is not between 1900 and 9999");
        }
        return Instant.ofEpochSecond(second, nanos);
    }

    private static int two(String text, int at) {
        if (!digit(text, at) || !digit(text, at + 1)) {
            throw new IllegalArgumentException(NOT_ONE);
        }
        return (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
    }

    private static boolean digit(String text, int at) {
        return text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private static int within(int number, int largest) {
        if (number > largest) {
            throw new IllegalArgumentException(NOT_ONE);
        }
        return number;
    }

    /** UTC, as {@code 2025-09-08T02:12:00Z}. */
    static String format(Instant instant) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(30);
        pad(text, utc.getYear(), 1000).append('-');
        pad(text, utc.getMonthValue(), 10).append('-');
        pad(text, utc.getDayOfMonth(), 10).append('T');
        pad(text, utc.getHour(), 10).append(':');
        pad(text, utc.getMinute(), 10).append(':');
        pad(text, utc.getSecond(), 10);
        fraction(text, instant.getNano());
        return text.append('Z').toString();
    }

    private static void fraction(StringBuilder text, int nanos) {
        if (nanos == 0) {
            return;
        }
        text.append('.');
        if (nanos % 1_000_000 == 0) {
            pad(text, nanos / 1_000_000, 100);
        } else if (nanos % 1_000 == 0) {
            pad(text, nanos / 1_000, 100_000);
        } else {
            pad(text, nanos, 100_000_000);
        }
    }

    private static StringBuilder pad(StringBuilder text, int number, int from) {
        for (int unit = from; unit > 0; unit /= 10) {
            text.append((char) ('0' + number / unit % 10));
        }
        return text;
    }
}
