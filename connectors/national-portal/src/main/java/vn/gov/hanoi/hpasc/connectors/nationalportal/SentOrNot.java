package vn.gov.hanoi.hpasc.connectors.nationalportal;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Marks failures that happened once a byte of the request had left: the portal may have taken it. */
final class SentOrNot extends HttpRequestExecutor {

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            @Nullable HttpResponseInformationCallback callback,
            HttpContext context)
            throws IOException, HttpException {
        long before = sent(connection);
        try {
            return super.execute(request, connection, callback, context);
        } catch (IOException | HttpException failure) {
            if (sent(connection) > before) {
                throw new AnswerLost(failure);
            }
            throw failure;
        }
    }

    private static long sent(HttpClientConnection connection) {
        EndpointDetails details = connection.getEndpointDetails();
        return details == null ? 0 : details.getSentBytesCount();
    }

    /** The request had left, its answer did not come. */
    static final class AnswerLost extends IOException {

        private static final long serialVersionUID = 1L;

        AnswerLost(Exception cause) {
            super(cause);
        }
    }
}
