package vn.gov.hanoi.hpasc.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents.Channel;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents.Kind;

class SecurityEventsTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("vn.gov.hanoi.hpasc.security");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicLong nanos = new AtomicLong();
    private final SecurityEvents events = new SecurityEvents(registry, nanos::get);

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
    }

    @Test
    void countsEveryEventButBoundsTheLines() {
        for (int i = 0; i < 1_000; i++) {
            events.record(Kind.AUTHENTICATION_FAILED, Channel.REST, "H26.01", "127.0.0.9", "HUB-200");
        }
        assertThat(lines.list).hasSize(SecurityEvents.LINES_PER_MINUTE);
        assertThat(registry.counter("hub.security.events", "kind", "authentication-failed", "channel", "rest")
                        .count())
                .isEqualTo(1_000);
    }

    @Test
    void saysAfterAMinuteHowManyLinesWereLeftOut() {
        for (int i = 0; i < SecurityEvents.LINES_PER_MINUTE + 5; i++) {
            events.record(Kind.LIMIT_EXCEEDED, Channel.BROKER, null, null, "too large");
        }
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
        events.record(Kind.LIMIT_EXCEEDED, Channel.BROKER, null, null, "too large");
        assertThat(lines.list.getLast().getKeyValuePairs().toString()).contains("leftOut=\"5\"");
    }

    @Test
    void oneChannelDoesNotSilenceAnother() {
        for (int i = 0; i < 1_000; i++) {
            events.record(Kind.AUTHENTICATION_FAILED, Channel.CALLBACK, null, null, "no signature");
        }
        events.record(Kind.AUTHENTICATION_FAILED, Channel.REST, null, null, "HUB-200");
        assertThat(lines.list).hasSize(SecurityEvents.LINES_PER_MINUTE + 1);
    }

    @Test
    void aClaimCannotForgeALogLine() {
        events.record(Kind.AUTHORITY_REFUSED, Channel.SOAP, "H26\n2026 ERROR forged\u001b[2J", null, "HUB-205");
        assertThat(lines.list.getFirst().getKeyValuePairs().toString())
                .doesNotContain("\n")
                .doesNotContain("\u001b");
    }
}
