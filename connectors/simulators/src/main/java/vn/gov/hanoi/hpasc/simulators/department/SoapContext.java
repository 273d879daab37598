package vn.gov.hanoi.hpasc.simulators.department;

import jakarta.xml.ws.spi.http.HttpContext;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.simulators.peer.HttpAnswer;
import vn.gov.hanoi.hpasc.simulators.peer.HttpCall;

/** Where CXF hangs its endpoint into our own HTTP server, by the interface JAX-WS has for that. */
public final class SoapContext extends HttpContext {

    private final String path;

    public SoapContext(String path) {
        this.path = path;
    }

    /** What CXF answers to {@code call}; nothing is sent yet. */
    public HttpAnswer serve(HttpCall call) throws IOException {
        SoapHttpExchange exchange = new SoapHttpExchange(this, call);
        handler.handle(exchange);
        return exchange.answer();
    }

    @Override
    public String getPath() {
        return path;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return null;
    }

    @Override
    public Set<String> getAttributeNames() {
        return Set.of();
    }
}
