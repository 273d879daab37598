package vn.gov.hanoi.hpasc.simulators.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as gateways write them, in +7. */
public final class GatewayTime {

    private static final ZoneOffset VIETNAM = ZoneOffset.of("+07:00");
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    private GatewayTime() {}

    /** {@code yyyyMMddHHmmss}. */
    public static String text(Instant instant) {
        return instant.atOffset(VIETNAM).format(FORMAT);
    }

    public static LocalDate day(Instant instant) {
        return instant.atOffset(VIETNAM).toLocalDate();
    }
}
