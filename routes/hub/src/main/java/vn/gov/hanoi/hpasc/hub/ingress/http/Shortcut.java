package vn.gov.hanoi.hpasc.hub.ingress.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Leads a request whose address is written exactly as a route declares it straight to that route, past Spring's dispatcher,
 * its filters and its search for a handler: on the hot path they cost as much as reading the message. Every other spelling,
 * method or address with variables takes the long way and ends at the same consumer, or at a 404 or 405. Behind the
 * operators' door, see {@code DoorFilter}.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class Shortcut extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, HttpConsumer> consumers = new ConcurrentHashMap<>();

    /** Opens the way to {@code consumer}, unless its address has variables. */
    void open(HttpConsumer consumer) {
        if (exact(consumer)) {
            consumers.put(consumer.getEndpoint().getPath(), consumer);
        }
    }

    void close(HttpConsumer consumer) {
        consumers.remove(consumer.getEndpoint().getPath(), consumer);
    }

    private static boolean exact(HttpConsumer consumer) {
        return consumer.getEndpoint().getPath().indexOf('{') < 0
                && !consumer.getEndpoint().isMatchOnUriPrefix();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpConsumer consumer = consumers.get(request.getRequestURI());
        if (consumer != null && consumer.serves(request.getMethod())) {
            consumer.service(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }
}
