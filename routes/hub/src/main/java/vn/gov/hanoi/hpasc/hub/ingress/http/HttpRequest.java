package vn.gov.hanoi.hpasc.hub.ingress.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerMapping;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.ingress.limits.Lease;
import vn.gov.hanoi.hpasc.hub.ingress.limits.LeaseFilter;
import vn.gov.hanoi.hpasc.hub.ingress.limits.Origin;
import vn.gov.hanoi.hpasc.hub.problem.Languages;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents.Channel;

/** A request as a route sees it. Its body is read only when a step asks for it, and never more of it than allowed. */
public final class HttpRequest {

    private static final int FIRST_READ = 8 * 1024;

    private final HttpServletRequest servlet;

    public HttpRequest(HttpServletRequest servlet) {
        this.servlet = servlet;
    }

    public String method() {
        return servlet.getMethod();
    }

    public Locale language() {
        return Languages.of(servlet.getHeader("Accept-Language"));
    }

    public @Nullable String header(String name) {
        return servlet.getHeader(name);
    }

    /** Every value of a header, in the order they came. */
    public List<String> headerValues(String name) {
        return Collections.list(servlet.getHeaders(name));
    }

    /** How many bytes the body is said to have; -1 when that is not said. */
    public long announcedBytes() {
        return servlet.getContentLengthLong();
    }

    /** The media type without parameters, lower case; null when there is none. */
    public MediaType mediaType() {
        return MediaType.of(servlet.getContentType());
    }

    /** How many bytes the body is announced to have; negative when nothing is said. */
    public long announcedBytes() {
        return servlet.getContentLengthLong();
    }

    boolean mayHaveBody() {
        return servlet.getHeader("Transfer-Encoding") != null;
    }

    /** Says that {@code agency} sent this. */
    public Origin origin(Agency agency) {
        boolean soap = servlet.getRequestURI().startsWith("/services/");
        return new Origin(agency, soap ? Channel.SOAP : Channel.REST, remoteAddress());
    }

    /** Has {@code lease} closed when the request is answered. */
    void closeAfter(Lease lease) {
        LeaseFilter.closeAfter(servlet, lease);
    }

    /** A variable of the address, as {@code {code}}, decoded. */
    public String variable(String name) {
        Object variables = servlet.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        Object value = variables instanceof Map<?, ?> map ? map.get(name) : null;
        if (value == null) {
            throw new IllegalStateException("the address has no variable " + name);
        }
        return value.toString();
    }

    /** A parameter of the query; the body is never looked into. Null when it is not there. */
    public @Nullable String parameter(String name) {
        return Query.first(servlet.getQueryString(), name);
    }

    /** What stands after the question mark, still encoded; empty when there is nothing. */
    public String rawQuery() {
        return Objects.requireNonNullElse(servlet.getQueryString(), "");
    }

    /** All headers as they came, by name in lower case. */
    public Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new TreeMap<>();
        Collections.list(servlet.getHeaderNames())
                .forEach(
                        name -> headers.put(name.toLowerCase(Locale.ROOT), Collections.list(servlet.getHeaders(name))));
        return headers;
    }

    /**
     * The whole body.
     *
     * @param most the largest it may be, in bytes; a larger one is refused before it is read in full
     */
    public byte[] body(int most) {
        String coding = servlet.getHeader("Content-Encoding");
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            throw new Refusal(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding: " + coding);
        }
        long announced = servlet.getContentLengthLong();
        if (announced > most) {
            throw new Refusal(ErrorCode.TOO_LARGE, Integer.toString(most));
        }
        try {
            return read(announced, most);
        } catch (IOException broken) {
            throw new Refusal(ErrorCode.MALFORMED, "the body breaks off");
        }
    }

    private byte[] read(long announced, int most) throws IOException {
        InputStream in = servlet.getInputStream();
        byte[] bytes = new byte[announced >= 0 ? (int) announced : Math.min(FIRST_READ, most + 1)];
        int size = in.readNBytes(bytes, 0, bytes.length);
        while (announced < 0 && size == bytes.length) {
            if (size > most) {
                throw new Refusal(ErrorCode.TOO_LARGE, Integer.toString(most));
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(2L * bytes.length, most + 1L));
            size += in.readNBytes(bytes, size, bytes.length - size);
        }
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    /** The certificate that the caller's TLS handshake proved; null when there was none. */
    public @Nullable X509Certificate clientCertificate() {
        Object chain = servlet.getAttribute("jakarta.servlet.request.X509Certificate");
        return chain instanceof X509Certificate[] certificates && certificates.length > 0 ? certificates[0] : null;
    }

    /** Where the request comes from, as the connection says, never as a header does. */
    public String remoteAddress() {
        return servlet.getRemoteAddr();
    }

    /**
     * The body piece by piece.
     *
     * @param most the largest it may be, in bytes; reading on fails there
     */
    public InputStream stream(long most) {
        String coding = servlet.getHeader("Content-Encoding");
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            throw new Refusal(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding: " + coding);
        }
        if (servlet.getContentLengthLong() > most) {
            throw new Refusal(ErrorCode.TOO_LARGE, Long.toString(most));
        }
        try {
            return new BoundedBody(servlet.getInputStream(), most);
        } catch (IOException broken) {
            throw new Refusal(ErrorCode.MALFORMED, "the body breaks off");
        }
    }

    /** Refuses more than was allowed as soon as it comes. */
    private static final class BoundedBody extends FilterInputStream {

        private final long most;
        private long read;

        BoundedBody(InputStream in, long most) {
            super(in);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int more = super.read(bytes, from, length);
            count(Math.max(0, more));
            return more;
        }

        private void count(int more) {
            read += more;
            if (read > most) {
                throw new Refusal(ErrorCode.TOO_LARGE, Long.toString(most));
            }
        }
    }
}
