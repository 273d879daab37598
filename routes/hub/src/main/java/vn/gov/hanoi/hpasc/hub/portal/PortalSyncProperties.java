package vn.gov.hanoi.hpasc.hub.portal;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the hub keeps itself and the portal together.
 *
 * @param lagAlarm a dossier that waits longer for the portal is told of in the log
 * @param look how often lag and intake are looked at
 */
@Validated
@ConfigurationProperties("hub.portal.sync")
record PortalSyncProperties(
        @DefaultValue("30m") Duration lagAlarm,
        @DefaultValue("30s") Duration look,
        @DefaultValue @Valid Catalogue catalogue,
        @DefaultValue @Valid Comparison comparison,
        @DefaultValue @Valid Intake intake) {

    /**
     * When the catalogue is pulled.
     *
     * @param every how often; the first time soon after the start
     * @param all whether details of all procedures are fetched, or of those in the routing table only
     */
    record Catalogue(
            @DefaultValue("24h") Duration every,
            @DefaultValue("false") boolean all) {}

    /**
     * How the portal is compared with what it should have.
     *
     * @param every how often
     * @param over dossiers that changed within this time before
     * @param perSecond look-ups a second
     * @param most look-ups in one comparison
     */
    record Comparison(
            @DefaultValue("6h") Duration every,
            @DefaultValue("48h") Duration over,
            @DefaultValue("5") @Min(1) @Max(1000) int perSecond,
            @DefaultValue("5000") @Min(1) int most) {}

    /**
     * The clock by which an online dossier must be accepted or refused.
     *
     * @param within working hours
     * @param warning how long before the end a warning is given, in working hours
     * @param zone of the calendar
     * @param days on which is worked
     * @param hours at which is worked, as {@code 08:00-12:00}
     * @param holidays on which is not worked
     * @param workdays on which is worked although the day says otherwise
     */
    record Intake(
            @DefaultValue("8h") Duration within,
            @DefaultValue("2h") Duration warning,
            @DefaultValue("Asia/Ho_Chi_Minh") ZoneId zone,

            @DefaultValue({"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"})
            Set<DayOfWeek> days,

            @DefaultValue({"08:00-12:00", "13:30-17:30"}) List<String> hours,
            @DefaultValue Set<LocalDate> holidays,
            @DefaultValue Set<LocalDate> workdays) {

        WorkingCalendar calendar() {
            return new WorkingCalendar(
                    zone, days, hours.stream().map(Intake::span).toList(), Map.of(true, workdays, false, holidays));
        }

        private static WorkingCalendar.Span span(String text) {
            String[] ends = text.split("-", 2);
            return new WorkingCalendar.Span(LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip()));
        }
    }
}
