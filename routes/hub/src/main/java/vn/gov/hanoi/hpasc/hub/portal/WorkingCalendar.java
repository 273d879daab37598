package vn.gov.hanoi.hpasc.hub.portal;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** When is worked: by weekday, by hours, less holidays, and more on days that make up for them. Pure. */
final class WorkingCalendar {

    private static final int MOST_DAYS = 366;

    private final ZoneId zone;
    private final Set<DayOfWeek> days;
    private final List<Span> hours;
    private final Set<LocalDate> workdays;
    private final Set<LocalDate> holidays;

    /** @param exceptions dates on which is worked (true) or not (false), whatever the weekday */
    WorkingCalendar(ZoneId zone, Set<DayOfWeek> days, List<Span> hours, Map<Boolean, Set<LocalDate>> exceptions) {
        this.zone = zone;
        this.days = Set.copyOf(days);
        this.hours = List.copyOf(hours);
        this.workdays = exceptions.getOrDefault(true, Set.of());
        this.holidays = exceptions.getOrDefault(false, Set.of());
    }

    /** Part of a working day. */
    record Span(LocalTime from, LocalTime to) {
        Span {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("hours end before they begin: " + from + "-" + to);
            }
        }
    }

    /** When {@code work} of working time is over that began at {@code start}. */
    Instant after(Instant start, Duration work) {
        ZonedDateTime from = start.atZone(zone);
        Duration left = work;
        for (int day = 0; day < MOST_DAYS; day++) {
            LocalDate date = from.toLocalDate().plusDays(day);
            for (Span span : worked(date) ? hours : List.<Span>of()) {
                ZonedDateTime begin = later(date.atTime(span.from()).atZone(zone), from);
                ZonedDateTime end = date.atTime(span.to()).atZone(zone);
                if (begin.isBefore(end)) {
                    Duration there = Duration.between(begin, end);
                    if (there.compareTo(left) >= 0) {
                        return begin.plus(left).toInstant();
                    }
                    left = left.minus(there);
                }
            }
        }
        throw new IllegalStateException("nobody works for a year");
    }

    private boolean worked(LocalDate date) {
        return workdays.contains(date) || days.contains(date.getDayOfWeek()) && !holidays.contains(date);
    }

    private static ZonedDateTime later(ZonedDateTime one, ZonedDateTime other) {
        return one.isAfter(other) ? one : other;
    }
}
