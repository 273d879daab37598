package vn.gov.hanoi.hpasc.hub.broker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BrokerLogLimitTest {

    private final AtomicLong time = new AtomicLong();
    private final BrokerLogLimit limit = new BrokerLogLimit(time::get);
    private final LoggerContext context = new LoggerContext();

    @Test
    void boundsTheLinesOfTheLibraryAndNoOthers() {
        assertThat(written("org.apache.activemq.artemis.core.server", 500)).isEqualTo(BrokerLogLimit.LINES_PER_MINUTE);
        assertThat(written("vn.gov.hanoi.hpasc.security", 500)).isEqualTo(500);
        time.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(written("org.apache.activemq.artemis.core.server", 1)).isEqualTo(1);
    }

    private long written(String logger, int lines) {
        return IntStream.range(0, lines)
                .mapToObj(line -> limit.decide(null, context.getLogger(logger), Level.WARN, "again", null, null))
                .filter(reply -> reply != FilterReply.DENY)
                .count();
    }
}
