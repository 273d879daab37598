package vn.gov.hanoi.hpasc.hub.callback.landregistry;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads times in the layouts that were seen. What has no offset is read in the zone that is configured, never as now. */
final class LandTimes {

    private static final Pattern FRACTION = Pattern.compile("(?<=\\d\\d:\\d\\d:\\d\\d)\\.\\d{1,9}");
    private static final Pattern NONE = Pattern.compile("0001-01-01.*|0?1/0?1/0001.*|00010101.*");
    private static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);
    private static final LocalDate EARLIEST = LocalDate.of(1990, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2200, 1, 1);

    private final List<DateTimeFormatter> layouts;

    LandTimes(List<String> layouts) {
        this.layouts = layouts.stream()
                .map(layout -> DateTimeFormatter.ofPattern(layout, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT))
                .toList();
    }

    /** Whether it is what some systems write for no time at all. */
    static boolean none(String text) {
        return NONE.matcher(text).matches();
    }

    /**
     * Null when {@code text} is in none of the layouts.
     *
     * @param endOfDay whether a mere day means its end, as for a deadline
     */
    @Nullable
    Instant read(String text, ZoneId zone, boolean endOfDay) {
        Instant offset = withOffset(text);
        if (offset != null) {
            return offset;
        }
        String plain = FRACTION.matcher(text).replaceFirst("");
        for (DateTimeFormatter layout : layouts) {
            LocalDateTime local = local(plain, layout, endOfDay);
            if (local != null) {
                return sensible(local.toLocalDate()) ? local.atZone(zone).toInstant() : null;
            }
        }
        return null;
    }

    private static @Nullable Instant withOffset(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            return sensible(time.toLocalDate()) ? time.toInstant().truncatedTo(ChronoUnit.SECONDS) : null;
        } catch (DateTimeException none) {
            return null;
        }
    }

    private static @Nullable LocalDateTime local(String text, DateTimeFormatter layout, boolean endOfDay) {
        try {
            TemporalAccessor read = layout.parseBest(text, LocalDateTime::from, LocalDate::from);
            return read instanceof LocalDateTime time
                    ? time
                    : LocalDate.from(read).atTime(endOfDay ? LAST_SECOND : LocalTime.MIDNIGHT);
        } catch (DateTimeException other) {
            return null;
        }
    }

    private static boolean sensible(LocalDate day) {
        return day.isAfter(EARLIEST) && day.isBefore(LATEST);
    }
}
