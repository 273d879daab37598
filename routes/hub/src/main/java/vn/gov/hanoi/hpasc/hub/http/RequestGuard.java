package vn.gov.hanoi.hpasc.hub.http;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.hub.problem.Languages;
import vn.gov.hanoi.hpasc.hub.problem.ProblemJson;

/**
 * Follows a request from its headers to its answer: resolves the client address, counts it for its peer, measures how long the
 * client is waited for, whoever reads the body or writes the answer, and gives back what the request held.
 */
final class RequestGuard extends ValveBase {

    private static final Duration COME_BACK = Duration.ofSeconds(2);

    /** Answers after which Tomcat closes the connection without taking the rest of the body off the line. */
    private static final Set<Integer> CLOSING = Set.of(400, 411, 413, 414, 500, 501, 503);

    private static final long MOST_DISCARDED = 64L * 1024 * 1024;

    private final RequestLimits limits;
    private final ClientAddresses addresses;
    private final Leave leave;

    RequestGuard(RequestLimits limits, ClientAddresses addresses, Leave leave) {
        super(true);
        this.limits = limits;
        this.addresses = addresses;
        this.leave = leave;
    }

    /** Taking leave of those who call at the port that agencies use; operators are served to the end. */
    record Leave(Draining draining, HttpConnections agencies) {

        /** The next step for a request, which is refused when the hub is leaving. */
        void through(Request request, Response response, @Nullable HttpConnection connection, Valve next)
                throws IOException, ServletException {
            if (draining.leaving()) {
                response.setHeader("Connection", "close");
            }
            if (connection == null || connection.home() != agencies) {
                next.invoke(request, response);
                return;
            }
            try {
                if (draining.begins()) {
                    tell(Problem.of(ErrorCode.OVERLOADED).retryAfter(COME_BACK), request, response);
                } else {
                    next.invoke(request, response);
                }
            } finally {
                draining.ends();
            }
        }
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        HttpConnection connection = HttpConnection.current();
        InetAddress address = addresses.resolve(request.getRemoteAddr(), forwarded(request));
        Peer peer = Peer.of(address);
        if (connection != null
                && !connection.requestBegins(
                        new AnswerProgress.Of(request.getCoyoteRequest().getResponse()))) {
            tell(Problem.of(ErrorCode.REQUEST_TIMEOUT), request, response);
            return;
        }
        try {
            if (limits.requests().begins(peer)) {
                serve(request, response, address, connection);
            } else {
                limits.refused(ErrorCode.TOO_MANY_REQUESTS, address, connection);
                tell(Problem.of(ErrorCode.TOO_MANY_REQUESTS).retryAfter(COME_BACK), request, response);
            }
        } finally {
            if (connection != null) {
                connection.requestEnds();
            }
        }
    }

    private void serve(Request request, Response response, InetAddress address, @Nullable HttpConnection connection)
            throws IOException, ServletException {
        try (CurrentRequest current = new CurrentRequest(limits, address, connection)) {
            request.setAttribute(CurrentRequest.ATTRIBUTE, current);
            if (connection == null) {
                leave.through(request, response, null, getNext());
            } else {
                measured(request, response, connection);
            }
        }
    }

    private void measured(Request request, Response response, HttpConnection connection)
            throws IOException, ServletException {
        org.apache.coyote.Request wire = request.getCoyoteRequest();
        InputBuffer input = wire.getInputBuffer();
        wire.setInputBuffer(new MeasuredInput(input, connection));
        try {
            leave.through(request, response, connection, getNext());
            if (CLOSING.contains(response.getStatus())) {
                linger(request, response, connection);
            }
        } finally {
            wire.setInputBuffer(input);
        }
    }

    /**
     * Sends the answer and takes the rest of the body off the line for a while. Tomcat closes the connection after such an
     * answer, and a client that is still sending would get a reset in its place.
     */
    private void linger(Request request, Response response, HttpConnection connection) throws IOException {
        response.finishResponse();
        org.apache.coyote.Request wire = request.getCoyoteRequest();
        if (wire.hasExpectation()) {
            return;
        }
        connection.lingers();
        Discarding nowhere = new Discarding();
        try {
            long taken = 0;
            for (int read = 0; read >= 0 && taken < MOST_DISCARDED; read = wire.doRead(nowhere)) {
                taken += read;
            }
        } catch (IOException clientGone) {
            container.getLogger().debug("http.client-gone", clientGone);
        }
    }

    /** Bytes that nobody wants. Tomcat puts its own buffer here. */
    private static final class Discarding implements ApplicationBufferHandler {

        private @Nullable ByteBuffer buffer;

        @Override
        public void setByteBuffer(ByteBuffer bytes) {
            buffer = bytes;
        }

        @Override
        public @Nullable ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {
            // Tomcat's buffer has the size it has
        }
    }

    private static List<String> forwarded(Request request) {
        return new ArrayList<>(Collections.list(request.getHeaders("X-Forwarded-For")));
    }

    private static void tell(Problem problem, Request request, Response response) throws IOException {
        Locale language = Languages.of(request.getHeader("Accept-Language"));
        byte[] body = ProblemJson.render(problem, language);
        response.setStatus(problem.code().httpStatus());
        response.setContentType(ProblemJson.MEDIA_TYPE);
        Duration wait = problem.retryAfter();
        if (wait != null) {
            response.setHeader("Retry-After", Long.toString(wait.toSeconds()));
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Measures how long a body is waited for. */
    private record MeasuredInput(InputBuffer input, HttpConnection connection) implements InputBuffer {

        @Override
        public int doRead(ApplicationBufferHandler handler) throws IOException {
            int read = 0;
            connection.waits();
            try {
                read = input.doRead(handler);
                return read;
            } catch (IOException broken) {
                throw connection.expired() ? timeout(broken) : broken;
            } finally {
                connection.goesOn(read);
            }
        }

        /** Tomcat answers this with 408, and any other failure to read with 400. */
        private static SocketTimeoutException timeout(IOException end) {
            SocketTimeoutException timeout = new SocketTimeoutException("the client kept the hub waiting too long");
            timeout.initCause(end);
            return timeout;
        }

        @Override
        public int available() {
            return input.available();
        }
    }
}
