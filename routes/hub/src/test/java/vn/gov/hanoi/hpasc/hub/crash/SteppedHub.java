package vn.gov.hanoi.hpasc.hub.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import vn.gov.hanoi.hpasc.hub.HubApplication;
import vn.gov.hanoi.hpasc.hub.storage.DatabaseClock;

/** The packaged hub with a clock that a proof can step: it is wrong by as many seconds as stand in a file. */
public final class SteppedHub {

    /** System property that names the file. */
    static final String CLOCK_FILE = "crash.clock";

    private SteppedHub() {}

    /** The hub's own {@code main}, but for its clock. */
    public static void main(String[] arguments) {
        Clock stepped = new DatabaseClock(new SteppedClock(Path.of(System.getProperty(CLOCK_FILE)), ZoneOffset.UTC));
        ApplicationContextInitializer<GenericApplicationContext> clock =
                starting -> starting.registerBean("clock", Clock.class, () -> stepped);
        SpringApplication hub = new SpringApplication(HubApplication.class);
        hub.addInitializers(clock);
        hub.run(arguments);
    }

    private static final class SteppedClock extends Clock {

        private final Path file;
        private final ZoneId zone;

        SteppedClock(Path file, ZoneId zone) {
            this.file = file;
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new SteppedClock(file, other);
        }

        @Override
        public Instant instant() {
            try {
                return Clock.systemUTC()
                        .instant()
                        .plus(Duration.ofSeconds(
                                Long.parseLong(Files.readString(file).strip())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
