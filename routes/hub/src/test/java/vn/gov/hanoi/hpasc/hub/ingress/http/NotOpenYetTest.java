package vn.gov.hanoi.hpasc.hub.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class NotOpenYetTest {

    private final NotOpenYet door = new NotOpenYet();

    @Test
    void callersAreAskedToComeAgainUntilTheRoutesStandAndOnceTheyFall() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.addLifecycleStrategy(new NotOpenYet.Routes(door));

            assertThat(call("/api/v1/messages").getStatus()).isEqualTo(503);
            assertThat(call("/services/dossier-exchange").getHeader("Retry-After"))
                    .isNotBlank();

            camel.start();
            assertThat(call("/api/v1/messages").getStatus()).isEqualTo(200);

            camel.stop();
            assertThat(call("/api/v1/messages").getStatus()).isEqualTo(503);
        }
    }

    @Test
    void operatorsSeeAHubThatStarts() throws Exception {
        assertThat(call("/actuator/health").getStatus()).isEqualTo(200);
    }

    private MockHttpServletResponse call(String path) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        door.doFilter(new MockHttpServletRequest("POST", path), response, new MockFilterChain());
        return response;
    }
}
