package vn.gov.hanoi.hpasc.hub.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RawCallback;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents;

class ArrivalsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");

    private static RawCallback arrived(MockHttpServletRequest request) {
        CallbackProperties properties =
                new CallbackProperties(65_536, Duration.ofDays(90), Duration.ofDays(7), 100_000, 3_000, 300);
        return new Arrivals(
                        null,
                        null,
                        new SecurityEvents(new SimpleMeterRegistry()),
                        properties,
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .raw(new HttpRequest(request));
    }

    @Test
    void queryAndBodyAreTakenAsTheyCame() {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/callbacks/momo/hanoi-momo");
        request.setQueryString("a=%zz&b=+%20");
        request.setContent(new byte[] {0, (byte) 0xff, '{'});
        RawCallback raw = arrived(request);
        assertThat(raw.rawQuery()).isEqualTo("a=%zz&b=+%20");
        assertThat(raw.rawBody()).containsExactly(0, 0xff, '{');
        assertThat(raw.receivedAt()).isEqualTo(NOW);
    }
}
