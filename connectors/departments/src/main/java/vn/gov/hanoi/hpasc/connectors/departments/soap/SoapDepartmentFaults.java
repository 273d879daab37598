package vn.gov.hanoi.hpasc.connectors.departments.soap;

import java.nio.charset.StandardCharsets;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.departments.http.DepartmentBreakdown;
import vn.gov.hanoi.hpasc.connectors.spi.DeliveryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.HttpStatusOutcome;

/** A department's answers, as outcomes. */
final class SoapDepartmentFaults {

    private static final int LONGEST_REFERENCE = 255;

    private SoapDepartmentFaults() {}

    /** An answer with a status other than 2xx: a fault speaks for itself, without one the status does. */
    static DeliveryOutcome refusal(HttpOperationFailedException answer) throws DestinationUnavailable {
        int status = answer.getStatusCode();
        String body = answer.getResponseBody();
        boolean timedOut = status == 408 || status == 504;
        SoapAnswer said = body == null || timedOut
                ? new SoapAnswer.Senseless("HTTP " + status)
                : SoapAnswer.read(body.getBytes(StandardCharsets.UTF_8));
        boolean fault = said instanceof SoapAnswer.Refused
                || said instanceof SoapAnswer.Busy
                || said instanceof SoapAnswer.Failed;
        return fault
                ? outcome(said)
                : HttpStatusOutcome.of(status, "HTTP " + status, DepartmentBreakdown.retryAfter(answer));
    }

    static DeliveryOutcome outcome(SoapAnswer answer) throws DestinationUnavailable {
        return switch (answer) {
            case SoapAnswer.Taken taken -> accepted(taken.reference());
            case SoapAnswer.Refused no ->
                new DeliveryOutcome.Rejected(
                        ErrorCode.DESTINATION_REFUSED,
                        HttpStatusOutcome.shortened(no.code() == null ? no.reason() : no.code() + ": " + no.reason()));
            case SoapAnswer.Busy busy ->
                throw new DestinationUnavailable(
                        ErrorCode.DESTINATION_BUSY, "busy", HttpStatusOutcome.wait(busy.retryAfterSeconds()), null);
            case SoapAnswer.Failed failed ->
                throw new DestinationUnavailable(
                        ErrorCode.DESTINATION_ERROR, HttpStatusOutcome.shortened(failed.reason()), null, null);
            case SoapAnswer.Senseless senseless -> unknown(senseless.why());
        };
    }

    private static DeliveryOutcome accepted(@Nullable String reference) {
        if (reference == null || reference.isEmpty()) {
            return new DeliveryOutcome.Accepted(null);
        }
        return reference.length() <= LONGEST_REFERENCE
                ? new DeliveryOutcome.Accepted(reference)
                : unknown("reference has more than " + LONGEST_REFERENCE + " characters");
    }

    private static DeliveryOutcome unknown(String why) {
        return new DeliveryOutcome.Unknown(ErrorCode.SENSELESS_ANSWER, why);
    }
}
