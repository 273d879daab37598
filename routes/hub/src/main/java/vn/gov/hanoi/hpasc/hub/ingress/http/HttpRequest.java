package vn.gov.hanoi.hpasc.hub.ingress.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerMapping;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.hub.http.CurrentRequest;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.ingress.limits.Lease;
import vn.gov.hanoi.hpasc.hub.ingress.limits.LeaseFilter;
import vn.gov.hanoi.hpasc.hub.ingress.limits.Origin;
import vn.gov.hanoi.hpasc.hub.problem.Languages;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents.Channel;

/** A request as a route sees it. Its body is read only when a step asks for it, and never more of it than allowed. */
public final class HttpRequest {

    private static final String CALLER = HttpRequest.class.getName() + ".caller";

    /** What somebody needs who reads a body piece by piece. */
    private static final int PIECE = 64 * 1024;

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
     * The whole body of a caller that is known.
     *
     * @param most the largest it may be, in bytes; a larger one is refused before it is read in full
     */
    public byte[] body(int most) {
        return read(most);
    }

    /**
     * The whole body of a caller that shows only in it who he is. As {@link #body}, but only so many such bodies are read at
     * the same time.
     */
    public byte[] unverifiedBody(int most) {
        CurrentRequest holding = current();
        return holding == null ? read(most) : holding.unverified(() -> read(most));
    }

    private byte[] read(int most) {
        long announced = announced(most);
        CurrentRequest holding = current();
        BodyReader.Account account = holding == null ? bytes -> {} : holding::take;
        try {
            return new BodyReader(account, most).read(servlet.getInputStream(), announced);
        } catch (IOException broken) {
            throw brokenOff();
        }
    }

    /** The announced length, which may be none; whatever cannot be read is refused. */
    private long announced(long most) {
        String coding = servlet.getHeader("Content-Encoding");
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            throw new Refusal(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding: " + coding);
        }
        long announced = servlet.getContentLengthLong();
        if (announced > most) {
            throw new Refusal(ErrorCode.TOO_LARGE, Long.toString(most));
        }
        return announced;
    }

    private Refusal brokenOff() {
        CurrentRequest holding = current();
        return holding != null && holding.timedOut()
                ? new Refusal(ErrorCode.REQUEST_TIMEOUT)
                : new Refusal(ErrorCode.MALFORMED, "the body breaks off");
    }

    private @Nullable CurrentRequest current() {
        return (CurrentRequest) servlet.getAttribute(CurrentRequest.ATTRIBUTE);
    }

    /** The certificate that the caller's TLS handshake proved; null when there was none. */
    public @Nullable X509Certificate clientCertificate() {
        Object chain = servlet.getAttribute("jakarta.servlet.request.X509Certificate");
        return chain instanceof X509Certificate[] certificates && certificates.length > 0 ? certificates[0] : null;
    }

    /** The client's address: that of the connection, or what a proxy of ours says; see {@code ClientAddresses}. */
    public String remoteAddress() {
        CurrentRequest holding = current();
        return holding == null ? servlet.getRemoteAddr() : holding.clientAddress();
    }

    /** The path as the server decoded and normalised it. May hold secrets: not to be logged. */
    String path() {
        return servlet.getServletPath() + Objects.requireNonNullElse(servlet.getPathInfo(), "");
    }

    /** Remembers who calls. What the request holds counts for him from now on, not for his address. */
    void authenticated(Agency agency) {
        servlet.setAttribute(CALLER, agency);
        CurrentRequest holding = current();
        if (holding != null) {
            holding.authenticated(agency.code().value());
        }
    }

    /** Remembers that a partner showed in the headers who it is, as {@code national-portal}. */
    public void authenticated(String partner) {
        CurrentRequest holding = current();
        if (holding != null) {
            holding.authenticated(partner);
        }
    }

    /** The agency that calls; null when it was not authenticated. */
    public @Nullable Agency caller() {
        return (Agency) servlet.getAttribute(CALLER);
    }

    /**
     * The body piece by piece.
     *
     * @param most the largest it may be, in bytes; reading on fails there
     */
    public InputStream stream(long most) {
        long ignored = announced(most);
        CurrentRequest holding = current();
        if (holding != null) {
            holding.take(PIECE);
        }
        try {
            return new BoundedBody(servlet.getInputStream(), most);
        } catch (IOException broken) {
            throw brokenOff();
        }
    }

    /**
     * Counts bytes that are kept in memory of a body that is read piece by piece.
     *
     * @throws Refusal when so many more would be too many
     */
    public void holds(long bytes) {
        CurrentRequest holding = current();
        if (holding != null) {
            holding.take(bytes);
        }
    }

    /** Refuses more than was allowed as soon as it comes. */
    private final class BoundedBody extends FilterInputStream {

        private final long most;
        private long read;

        BoundedBody(InputStream in, long most) {
            super(in);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int one;
            try {
                one = super.read();
            } catch (IOException broken) {
                throw brokenOff();
            }
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int more;
            try {
                more = super.read(bytes, from, length);
            } catch (IOException broken) {
                throw brokenOff();
            }
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
