package vn.gov.hanoi.hpasc.hub.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingCalendarTest {

    private static final Duration EIGHT = Duration.ofHours(8);

    private final WorkingCalendar calendar = new PortalSyncProperties.Intake(
                    EIGHT,
                    Duration.ofHours(2),
                    ZoneId.of("Asia/Ho_Chi_Minh"),
                    Set.of(
                            DayOfWeek.MONDAY,
                            DayOfWeek.TUESDAY,
                            DayOfWeek.WEDNESDAY,
                            DayOfWeek.THURSDAY,
                            DayOfWeek.FRIDAY),
                    List.of("08:00-12:00", "13:30-17:30"),
                    Set.of(LocalDate.parse("2026-11-25")),
                    Set.of(LocalDate.parse("2026-11-28")))
            .calendar();

    @ParameterizedTest(name = "{0} + 8 h of work = {1}: {2}")
    @CsvSource({
        "2026-11-23T08:00, 2026-11-23T17:30, a whole day",
        "2026-11-23T15:00, 2026-11-24T15:00, over the night and two lunches",
        "2026-11-23T12:30, 2026-11-24T12:00, begun at lunch",
        "2026-11-24T15:00, 2026-11-26T15:00, over a holiday",
        "2026-11-27T16:00, 2026-11-28T16:00, a Saturday that makes up for it",
        "2026-11-28T17:00, 2026-11-30T17:00, over a Sunday",
        "2026-11-29T10:00, 2026-11-30T17:30, begun on a Sunday"
    })
    void countsOnlyTheHoursThatAreWorked(String from, String to, String why) {
        assertThat(calendar.after(hanoi(from), EIGHT)).as(why).isEqualTo(hanoi(to));
    }

    private static Instant hanoi(String local) {
        return Instant.parse(local + ":00Z").minus(Duration.ofHours(7));
    }
}
