package vn.gov.hanoi.hpasc.connectors.landregistry;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Objects;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.DeliveryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.HttpStatusOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.http.AnswerLost;
import vn.gov.hanoi.hpasc.connectors.spi.http.SingleCallClient;

/** Calls an operation of the land registry and says what came of it. */
final class LandRegistryClient implements AutoCloseable {

    private static final int UNAUTHORIZED = 401;
    private static final int LONGEST_TEXT = 500;

    private final LandRegistryProperties properties;
    private final String base;
    private final CloseableHttpClient http;
    private final @Nullable LandSession session;

    LandRegistryClient(Destination destination, LandRegistryProperties properties, Clock clock) {
        this.properties = properties;
        String endpoint = destination.requiredEndpoint().toString();
        this.base = endpoint.endsWith("/") ? endpoint : endpoint + "/";
        Destination.Limits limits = destination.limits();
        // one more than deliveries: a token is asked for while all of them wait for it
        this.http = SingleCallClient.of(
                limits.connectTimeout(),
                limits.readTimeout(),
                limits.concurrency() + 1,
                properties.answers().largest());
        this.session = switch (properties.system()) {
            case VBDLIS -> null;
            case ILIS ->
                new LandSession(new LandTokens(properties.oauth(), http, clock)::ask, properties.oauth(), clock);
        };
    }

    /**
     * Says {@code body}; a token that is refused is renewed once.
     *
     * @param mayBeAbsent whether all is well too where the land registry never had the dossier
     */
    DeliveryOutcome call(LandOperation operation, LandBody body, boolean mayBeAbsent) throws DestinationUnavailable {
        try {
            return outcome(answered(operation, body), mayBeAbsent);
        } catch (AnswerLost lost) {
            return lostOutcome(lost);
        } catch (LandBody.FileUnreadable file) {
            return unreadable(file);
        } catch (IOException failure) {
            throw new DestinationUnavailable(
                    ErrorCode.CONNECTION_REFUSED, failure.getClass().getSimpleName(), null, failure);
        }
    }

    /** What came back. */
    @SuppressWarnings("ArrayRecordComponent") // read once, compared never
    private record Reply(int status, @Nullable String retryAfter, byte[] body) {}

    private Reply answered(LandOperation operation, LandBody body) throws IOException, DestinationUnavailable {
        LandSession tokens = session;
        if (tokens == null) {
            return send(operation, body, null);
        }
        LandSession.Token token = tokens.token();
        Reply reply = send(operation, body, token);
        return reply.status() == UNAUTHORIZED ? send(operation, body, tokens.other(token)) : reply;
    }

    private Reply send(LandOperation operation, LandBody body, LandSession.@Nullable Token token) throws IOException {
        HttpPost request = new HttpPost(URI.create(base + properties.pathOf(operation)));
        properties.headers().forEach(request::setHeader);
        request.setHeader("Accept", "application/json");
        if (token != null) {
            request.setHeader("Authorization", "Bearer " + token.text());
        }
        request.setEntity(body);
        return Objects.requireNonNull(http.execute(request, LandRegistryClient::read));
    }

    private static Reply read(ClassicHttpResponse response) throws IOException {
        Header retryAfter = response.getFirstHeader("Retry-After");
        HttpEntity entity = response.getEntity();
        return new Reply(
                response.getCode(),
                retryAfter == null ? null : retryAfter.getValue(),
                entity == null ? new byte[0] : EntityUtils.toByteArray(entity));
    }

    private DeliveryOutcome outcome(Reply reply, boolean mayBeAbsent) throws DestinationUnavailable {
        LandAnswer answer = LandAnswer.of(reply.body(), properties.answers());
        if (reply.status() / 100 == 2) {
            return switch (answer) {
                case LandAnswer.Taken taken -> new DeliveryOutcome.Accepted(null);
                case LandAnswer.Exists exists -> new DeliveryOutcome.Accepted("đã tồn tại");
                case LandAnswer.Absent absent -> absent(absent.message(), mayBeAbsent);
                case LandAnswer.Busy busy ->
                    throw new DestinationUnavailable(ErrorCode.DESTINATION_BUSY, busy.message(), null, null);
                case LandAnswer.Refused refused ->
                    new DeliveryOutcome.Rejected(
                            ErrorCode.DESTINATION_REFUSED, HttpStatusOutcome.shortened(refused.message()));
                case LandAnswer.Senseless senseless ->
                    new DeliveryOutcome.Unknown(ErrorCode.SENSELESS_ANSWER, senseless.why());
            };
        }
        return switch (answer) {
            case LandAnswer.Exists exists -> new DeliveryOutcome.Accepted("đã tồn tại");
            case LandAnswer.Absent absent ->
                mayBeAbsent
                        ? absent(absent.message(), true)
                        : HttpStatusOutcome.of(reply.status(), absent.message(), reply.retryAfter());
            case LandAnswer.Refused refused ->
                HttpStatusOutcome.of(reply.status(), refused.message(), reply.retryAfter());
            default -> HttpStatusOutcome.of(reply.status(), textOf(reply), reply.retryAfter());
        };
    }

    private static DeliveryOutcome absent(String message, boolean mayBe) {
        return mayBe
                ? new DeliveryOutcome.Accepted("the land registry never had it")
                : new DeliveryOutcome.Rejected(ErrorCode.DESTINATION_REFUSED, HttpStatusOutcome.shortened(message));
    }

    private static String textOf(Reply reply) {
        String text = new String(reply.body(), StandardCharsets.UTF_8).strip();
        String shown = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
        return shown.isEmpty() ? "HTTP " + reply.status() : shown;
    }

    private static DeliveryOutcome lostOutcome(AnswerLost lost) {
        if (lost.getCause() instanceof LandBody.FileUnreadable file) {
            return unreadable(file);
        }
        return lost.getCause() instanceof SocketTimeoutException
                ? new DeliveryOutcome.Unknown(ErrorCode.NO_ANSWER_IN_TIME, "no answer in time")
                : new DeliveryOutcome.Unknown(ErrorCode.CONNECTION_LOST, "the connection broke after sending");
    }

    /** The body never got to its end, so nothing was taken. */
    private static DeliveryOutcome unreadable(LandBody.FileUnreadable file) {
        return new DeliveryOutcome.Rejected(ErrorCode.UNFIT_FOR_DESTINATION, String.valueOf(file.getMessage()));
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
