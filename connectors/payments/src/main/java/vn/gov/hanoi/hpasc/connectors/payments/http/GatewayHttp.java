package vn.gov.hanoi.hpasc.connectors.payments.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.DeliveryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.HttpStatusOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.http.AnswerLost;
import vn.gov.hanoi.hpasc.connectors.spi.http.SingleCallClient;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;

/** Calls gateways. Each merchant has connections of its own, made when first needed. */
public final class GatewayHttp implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int CONNECTIONS = 32;
    /** A receipt as a PDF; everything else is far smaller. */
    private static final int LARGEST_ANSWER = 5 * 1024 * 1024;

    private final Map<Client, CloseableHttpClient> clients = new ConcurrentHashMap<>();

    private record Client(String merchant, Merchant.Timeouts timeouts) {}

    /** POSTs an object once. */
    public GatewayReply post(Merchant merchant, URI address, Object json) throws DestinationUnavailable {
        return post(merchant, address, json, Map.of());
    }

    /** POSTs an object once, with more headers. */
    public GatewayReply post(Merchant merchant, URI address, Object json, Map<String, String> headers)
            throws DestinationUnavailable {
        try {
            return send(merchant, address, JSON.writeValueAsBytes(json), headers);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not to be written as JSON", e);
        }
    }

    private GatewayReply send(Merchant merchant, URI address, byte[] json, Map<String, String> headers)
            throws DestinationUnavailable {
        HttpPost request = new HttpPost(address);
        request.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
        headers.forEach(request::setHeader);
        try {
            return clientOf(merchant).execute(request, GatewayHttp::reply).orElseThrow();
        } catch (AnswerLost lost) {
            return lost(lost);
        } catch (IOException nothingSent) {
            throw new DestinationUnavailable(
                    ErrorCode.CONNECTION_REFUSED, nothingSent.getClass().getSimpleName(), null, nothingSent);
        }
    }

    @Override
    public void close() {
        clients.values().forEach(client -> client.close(CloseMode.IMMEDIATE));
        clients.clear();
    }

    private CloseableHttpClient clientOf(Merchant merchant) {
        return clients.computeIfAbsent(
                new Client(merchant.code(), merchant.timeouts()), client -> clientOf(client.timeouts()));
    }

    private static CloseableHttpClient clientOf(Merchant.Timeouts timeouts) {
        return SingleCallClient.of(timeouts.connect(), timeouts.read(), CONNECTIONS, LARGEST_ANSWER);
    }

    private static GatewayReply lost(AnswerLost lost) {
        return switch (lost.getCause()) {
            case SocketTimeoutException silent ->
                new GatewayReply.Lost(ErrorCode.NO_ANSWER_IN_TIME, "no answer in time");
            case HttpException nonsense -> new GatewayReply.Lost(ErrorCode.SENSELESS_ANSWER, "the answer is not HTTP");
            case null, default -> new GatewayReply.Lost(ErrorCode.CONNECTION_LOST, "the connection broke");
        };
    }

    private static Result reply(ClassicHttpResponse response) throws IOException {
        int status = response.getCode();
        byte[] body = response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity());
        if (status / 100 == 2) {
            return new Result(new GatewayReply.Answered(status, contentType(response), body), null);
        }
        try {
            return new Result(
                    switch (HttpStatusOutcome.of(status, "HTTP " + status, retryAfter(response))) {
                        case DeliveryOutcome.Rejected refusal ->
                            new GatewayReply.Answered(status, contentType(response), body);
                        case DeliveryOutcome.Unknown unknown -> new GatewayReply.Lost(unknown.code(), unknown.reason());
                        case DeliveryOutcome.Accepted impossible -> throw new IllegalStateException("HTTP " + status);
                    },
                    null);
        } catch (DestinationUnavailable unavailable) {
            return new Result(null, unavailable);
        }
    }

    private static String contentType(ClassicHttpResponse response) {
        String type = response.getEntity() == null ? null : response.getEntity().getContentType();
        return type == null ? "" : type.toLowerCase(Locale.ROOT);
    }

    private static @Nullable String retryAfter(ClassicHttpResponse response) {
        Header header = response.getFirstHeader("Retry-After");
        return header == null ? null : header.getValue();
    }

    /** The client's response handler may throw only its own exceptions. */
    private record Result(
            @Nullable GatewayReply reply, @Nullable DestinationUnavailable unavailable) {

        GatewayReply orElseThrow() throws DestinationUnavailable {
            if (unavailable != null) {
                throw unavailable;
            }
            if (reply == null) {
                throw new IllegalStateException("neither a reply nor unavailable");
            }
            return reply;
        }
    }
}
