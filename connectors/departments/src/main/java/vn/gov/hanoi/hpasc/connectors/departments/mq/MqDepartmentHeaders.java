package vn.gov.hanoi.hpasc.connectors.departments.mq;

import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.departments.DeliveryEvent;
import vn.gov.hanoi.hpasc.connectors.spi.QueueMessageEncoder;

/** Lets only our own properties through, each a legal JMS name. */
class MqDepartmentHeaders implements HeaderFilterStrategy {

    /** Becomes the content type where a department reads over AMQP 1.0. */
    static final String CONTENT_TYPE = "JMS_AMQP_ContentType";

    private static final Set<String> OURS = Set.of(
            QueueMessageEncoder.DUPLICATE_DETECTION,
            CONTENT_TYPE,
            DeliveryEvent.KEY,
            DeliveryEvent.EXCHANGE,
            DeliveryEvent.SEQUENCE);

    @Override
    public boolean applyFilterToCamelHeaders(String name, @Nullable Object value, Exchange exchange) {
        return !OURS.contains(name);
    }

    @Override
    public boolean applyFilterToExternalHeaders(String name, @Nullable Object value, Exchange exchange) {
        return true;
    }
}
