package vn.gov.hanoi.hpasc.hub.ingress.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.LifecycleStrategy;
import org.apache.camel.support.LifecycleStrategySupport;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.hub.problem.Languages;

/**
 * Asks callers to come again while the server listens but the routes do not stand, at start and at the end. Without it they
 * would hear 404, take it for the last word, and give up a message that the hub may even have.
 */
@Component
class NotOpenYet extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** Operators want to see a hub that starts. */
    private static final List<String> FOR_OPERATORS = List.of("/admin/", "/actuator/");

    private volatile boolean open;

    /** Follows the routes; Camel finds it among the beans. */
    @Component
    static class Routes extends LifecycleStrategySupport implements LifecycleStrategy {

        private final NotOpenYet door;

        Routes(NotOpenYet door) {
            this.door = door;
        }

        @Override
        public void onContextStarted(CamelContext context) {
            door.open = true;
        }

        @Override
        public void onContextStopping(CamelContext context) {
            door.open = false;
        }
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (open || FOR_OPERATORS.stream().anyMatch(request.getRequestURI()::startsWith)) {
            chain.doFilter(request, response);
            return;
        }
        HttpAnswer.problem(Problem.of(ErrorCode.OVERLOADED), Languages.of(request.getHeader("Accept-Language")))
                .writeTo(response);
    }
}
