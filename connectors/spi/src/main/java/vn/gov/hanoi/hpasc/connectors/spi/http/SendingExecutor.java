package vn.gov.hanoi.hpasc.connectors.spi.http;

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

/** Tells failures after the first byte was sent ({@link AnswerLost}) from those before. */
public final class SendingExecutor extends HttpRequestExecutor {

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            @Nullable HttpResponseInformationCallback informationCallback,
            HttpContext context)
            throws IOException, HttpException {
        long before = sentBytes(connection);
        try {
            return super.execute(request, connection, informationCallback, context);
        } catch (IOException | HttpException failure) {
            if (sentBytes(connection) > before) {
                throw new AnswerLost(failure);
            }
            throw failure;
        }
    }

    private static long sentBytes(HttpClientConnection connection) {
        EndpointDetails details = connection.getEndpointDetails();
        return details == null ? 0 : details.getSentBytesCount();
    }
}
