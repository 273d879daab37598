package vn.gov.hanoi.hpasc.connectors.departments.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Map;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.DeliveryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.http.AnswerLost;

/** What it means that a call over HTTP gave no answer, or none to the end. */
public final class DepartmentBreakdown {

    private DepartmentBreakdown() {}

    /** {@code Unknown} when something had been sent. */
    public static DeliveryOutcome outcome(IOException failure) throws DestinationUnavailable {
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

    /** The header {@code Retry-After} of an answer other than 2xx. */
    public static @Nullable String retryAfter(HttpOperationFailedException answer) {
        Map<String, String> headers = answer.getResponseHeaders();
        return headers == null
                ? null
                : headers.entrySet().stream()
                        .filter(header -> header.getKey().equalsIgnoreCase("Retry-After"))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null);
    }
}
