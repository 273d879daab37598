package vn.gov.hanoi.hpasc.simulators.department;

import jakarta.xml.ws.spi.http.HttpContext;
import jakarta.xml.ws.spi.http.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.simulators.peer.HttpAnswer;
import vn.gov.hanoi.hpasc.simulators.peer.HttpCall;

/** One request as JAX-WS sees it; the answer is kept in memory. */
final class SoapHttpExchange extends HttpExchange {

    private static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final SoapContext context;
    private final HttpCall call;
    private final Map<String, List<String>> requestHeaders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, List<String>> responseHeaders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status = 200;

    SoapHttpExchange(SoapContext context, HttpCall call) {
        this.context = context;
        this.call = call;
        call.headers().forEach((name, value) -> requestHeaders.put(name, List.of(value)));
    }

    HttpAnswer answer() {
        List<String> type = responseHeaders.getOrDefault("Content-Type", List.of("text/xml; charset=UTF-8"));
        return new HttpAnswer(status, type.getFirst(), body.toByteArray(), Map.of());
    }

    @Override
    public Map<String, List<String>> getRequestHeaders() {
        return requestHeaders;
    }

    @Override
    public @Nullable String getRequestHeader(String name) {
        List<String> values = requestHeaders.get(name);
        return values == null ? null : values.getFirst();
    }

    @Override
    public Map<String, List<String>> getResponseHeaders() {
        return responseHeaders;
    }

    @Override
    public void addResponseHeader(String name, String value) {
        responseHeaders.put(name, List.of(value));
    }

    @Override
    public String getRequestURI() {
        return call.path();
    }

    @Override
    public String getContextPath() {
        return "";
    }

    @Override
    public String getRequestMethod() {
        return call.method();
    }

    @Override
    public HttpContext getHttpContext() {
        return context;
    }

    @Override
    public void close() {
        // the connection is the server's
    }

    @Override
    public InputStream getRequestBody() {
        return new ByteArrayInputStream(call.body());
    }

    @Override
    public OutputStream getResponseBody() {
        return body;
    }

    @Override
    public void setStatus(int status) {
        this.status = status;
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        return LOOPBACK;
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        return LOOPBACK;
    }

    @Override
    public String getProtocol() {
        return "HTTP/1.1";
    }

    @Override
    public String getScheme() {
        return "http";
    }

    @Override
    public String getPathInfo() {
        return call.path();
    }

    @Override
    public @Nullable String getQueryString() {
        return call.query().isEmpty() ? null : call.query();
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return null;
    }

    @Override
    public Set<String> getAttributeNames() {
        return Set.of();
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return null;
    }

    @Override
    public boolean isUserInRole(String role) {
        return false;
    }
}
