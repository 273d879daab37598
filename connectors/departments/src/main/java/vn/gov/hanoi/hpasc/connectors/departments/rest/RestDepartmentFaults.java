package vn.gov.hanoi.hpasc.connectors.departments.rest;

import org.apache.camel.http.base.HttpOperationFailedException;
import vn.gov.hanoi.hpasc.connectors.departments.http.DepartmentBreakdown;
import vn.gov.hanoi.hpasc.connectors.spi.DeliveryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.HttpStatusOutcome;

/** Answers other than 2xx, as outcomes. */
final class RestDepartmentFaults {

    private RestDepartmentFaults() {}

    static DeliveryOutcome refusal(HttpOperationFailedException answer) throws DestinationUnavailable {
        String body = answer.getResponseBody();
        return HttpStatusOutcome.of(
                answer.getStatusCode(),
                body == null ? "HTTP " + answer.getStatusCode() : RestDepartmentMapper.toReason(body),
                DepartmentBreakdown.retryAfter(answer));
    }
}
