package vn.gov.hanoi.hpasc.hub.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.dossier.MessageKey;

class SuspectsTest {

    private static final MessageKey KEY = new MessageKey("/agencies/H26.04", "1");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Suspects suspects = new Suspects(nanos::get, meters);

    private boolean failedAfter(Duration pause) {
        nanos.addAndGet(pause.toNanos());
        return suspects.failed(KEY);
    }

    @Test
    void givesUpWhatFailsAloneAgainAndAgainWhileOthersAreWritten() {
        for (int i = 0; i < 4; i++) {
            assertThat(failedAfter(Duration.ofSeconds(2))).isFalse();
            suspects.committed();
        }

        assertThat(failedAfter(Duration.ofSeconds(2))).isTrue();
        assertThat(meters.get("hub.accept.unexplained").gauge().value()).isEqualTo(1);
        assertThat(suspects.failed(new MessageKey("/agencies/H26.04", "2"))).isFalse();
    }

    @Test
    void givesNothingUpWhileNothingElseIsWrittenEither() {
        suspects.committed();
        for (int i = 0; i < 50; i++) {
            assertThat(failedAfter(Duration.ofSeconds(2))).isFalse();
        }
    }

    @Test
    void givesNothingUpWithinAFewSeconds() {
        for (int i = 0; i < 50; i++) {
            assertThat(failedAfter(Duration.ofMillis(90))).isFalse();
            suspects.committed();
        }
    }
}
