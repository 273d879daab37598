package vn.gov.hanoi.hpasc.connectors.departments.mq;

import org.springframework.jms.IllegalStateException;
import org.springframework.jms.JmsException;
import org.springframework.jms.JmsSecurityException;
import org.springframework.jms.ResourceAllocationException;
import vn.gov.hanoi.hpasc.connectors.spi.DeliveryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;

/** Errors of the broker, as outcomes. */
final class MqDepartmentFaults {

    private MqDepartmentFaults() {}

    /**
     * A broker that cannot be reached, does not know us or is full took nothing; one that went away while it was being
     * told may have.
     */
    static DeliveryOutcome outcome(JmsException failure, boolean sending) throws DestinationUnavailable {
        if (failure instanceof JmsSecurityException) {
            throw unavailable(ErrorCode.DESTINATION_DENIED_US, failure);
        }
        if (failure instanceof ResourceAllocationException) {
            throw unavailable(ErrorCode.DESTINATION_BUSY, failure);
        }
        if (!sending || failure instanceof IllegalStateException) {
            throw unavailable(ErrorCode.BROKER_UNAVAILABLE, failure);
        }
        return new DeliveryOutcome.Unknown(ErrorCode.CONNECTION_LOST, "the broker went away while it was being told");
    }

    private static DestinationUnavailable unavailable(ErrorCode code, JmsException failure) {
        return new DestinationUnavailable(code, failure.getClass().getSimpleName(), null, failure);
    }
}
