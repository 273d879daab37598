package vn.gov.hanoi.hpasc.connectors.departments.rest;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Map;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.DeliveryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.HttpStatusOutcome;

/** Errors on the wire, as outcomes. */
final class RestDepartmentFaults {

    private RestDepartmentFaults() {}

    /** An answer other than 2xx. */
    static DeliveryOutcome refusal(HttpOperationFailedException answer) throws DestinationUnavailable {
        String body = answer.getResponseBody();
        return HttpStatusOutcome.of(
                answer.getStatusCode(),
                body == null ? "HTTP " + answer.getStatusCode() : RestDepartmentMapper.toReason(body),
                retryAfter(answer.getResponseHeaders()));
    }

    /** No answer, or none to the end. */
    static DeliveryOutcome breakdown(IOException failure) throws DestinationUnavailable {
        if (!(failure instanceof AnswerLost lost)) {
            throw new DestinationUnavailable(
                    ErrorCode.CONNECTION_REFUSED, failure.getClass().getSimpleName(), null, failure);
        }
        return switch (lost.getCause()) {
            case SocketTimeoutException silent ->
                new DeliveryOutcome.Unknown(ErrorCode.NO_ANSWER_IN_TIME, "no answer in time");
            case HttpException nonsense ->
                new DeliveryOutcome.Unknown(ErrorCode.SENSELESS_ANSWER, "the answer is not HTTP");
            case null, default -> new DeliveryOutcome.Unknown(ErrorCode.CONNECTION_LOST, "the connection broke");
        };
    }

    private static @Nullable String retryAfter(@Nullable Map<String, String> headers) {
        return headers == null
                ? null
                : headers.entrySet().stream()
                        .filter(header -> header.getKey().equalsIgnoreCase("Retry-After"))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null);
    }
}
