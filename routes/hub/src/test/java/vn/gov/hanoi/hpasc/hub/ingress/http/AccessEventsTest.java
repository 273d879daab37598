package vn.gov.hanoi.hpasc.hub.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents;

class AccessEventsTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("vn.gov.hanoi.hpasc.security");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final AccessEvents events = new AccessEvents(new SecurityEvents(new SimpleMeterRegistry()));

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
    }

    private static HttpRequest request(String path) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
        request.setServletPath(path);
        request.setRemoteAddr("192.0.2.7");
        return new HttpRequest(request);
    }

    private String line() {
        assertThat(lines.list).hasSize(1);
        return lines.list.getFirst().getKeyValuePairs().toString();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            /services/dossier-exchange        , soap
            /api/v1/messages                  , rest
            /api/v1/inbox                     , inbox
            /api/v1/inboxes                   , rest
            /api/v1/inbox/1/outcome           , inbox
            /api/v1/payments/1/refunds        , payments
            /api/v1/attachments               , files
            /files/geheim                     , files
            /callbacks/land-registry/geheim/x , callback
            /returns/momo/geheim              , callback
            """)
    void anEventSaysWhereAndWhoAndFromWhereAndNeverTheAddressThatWasCalled(String path, String channel) {
        events.unauthenticated(request(path), "H26.13", "HUB-200");
        assertThat(line())
                .contains(
                        "authentication-failed",
                        "channel=\"" + channel + "\"",
                        "who=\"H26.13\"",
                        "address=\"192.0.2.7\"",
                        "HUB-200")
                .doesNotContain("geheim");
    }

    @Test
    void onlyRefusalsOfAuthorityThatNobodyRecordedBeforeAreEvents() {
        HttpRequest request = request("/api/v1/messages");
        events.refused(request, new Refusal(ErrorCode.NOT_FOUND));
        events.refused(request, Refusal.recorded(Problem.of(ErrorCode.NOT_YOURS)));
        assertThat(lines.list).isEmpty();
        events.refused(request, new Refusal(ErrorCode.NOT_YOURS));
        assertThat(line()).contains("authority-refused", "HUB-205");
    }
}
