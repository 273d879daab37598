package vn.gov.hanoi.hpasc.hub.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RawCallback;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents;

class ArrivalsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");

    private static RawCallback arrived(MockHttpServletRequest request, String... proxies) {
        CallbackProperties properties = new CallbackProperties(
                65_536, Duration.ofDays(90), Duration.ofDays(7), 100_000, 3_000, 300, Set.of(proxies));
        Arrivals.Callers callers = new Arrivals.Callers(
                new CallerAddress(properties.proxies()), new SecurityEvents(new SimpleMeterRegistry()));
        return new Arrivals(null, null, callers, properties, Clock.fixed(NOW, ZoneOffset.UTC))
                .raw(new HttpRequest(request));
    }

    private static MockHttpServletRequest from(String peer, String... forwarded) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/callbacks/momo/hanoi-momo");
        request.setRemoteAddr(peer);
        for (String line : forwarded) {
            request.addHeader("X-Forwarded-For", line);
        }
        return request;
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            10.0.0.1 ; 1.2.3.4                 ; 1.2.3.4
            10.0.0.1 ; 9.9.9.9, 1.2.3.4        ; 1.2.3.4
            10.0.0.1 ; 2001:db8::1             ; 2001:db8::1
            10.0.0.1 ; 1.2.3.4,                ; 10.0.0.1
            10.0.0.1 ; unknown                 ; 10.0.0.1
            10.0.0.1 ; 1.2.3.4<script>         ; 10.0.0.1
            10.0.0.2 ; 1.2.3.4                 ; 10.0.0.2
            1.2.3.4  ; 10.0.0.1                ; 1.2.3.4
            """)
    void ourOwnProxyIsBelievedForOneHopAndNobodyElse(String peer, String forwarded, String address) {
        assertThat(arrived(from(peer, forwarded), "10.0.0.1").remoteAddress()).isEqualTo(address);
    }

    @Test
    void aLineOfAStrangerBeforeThatOfTheProxyIsNotBelieved() {
        assertThat(arrived(from("10.0.0.1", "9.9.9.9", "1.2.3.4"), "10.0.0.1").remoteAddress())
                .isEqualTo("1.2.3.4");
    }

    @Test
    void withoutProxiesOfOursTheConnectionSaysWhoCalls() {
        assertThat(arrived(from("5.6.7.8", "1.2.3.4")).remoteAddress()).isEqualTo("5.6.7.8");
        assertThat(arrived(from("5.6.7.8"), "10.0.0.1").remoteAddress()).isEqualTo("5.6.7.8");
    }

    @Test
    void queryAndBodyAreTakenAsTheyCame() {
        MockHttpServletRequest request = from("5.6.7.8");
        request.setQueryString("a=%zz&b=+%20");
        request.setContent(new byte[] {0, (byte) 0xff, '{'});
        RawCallback raw = arrived(request);
        assertThat(raw.rawQuery()).isEqualTo("a=%zz&b=+%20");
        assertThat(raw.rawBody()).containsExactly(0, 0xff, '{');
        assertThat(raw.receivedAt()).isEqualTo(NOW);
    }
}
