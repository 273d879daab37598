package vn.gov.hanoi.hpasc.connectors.departments.mq;

import java.util.Map;
import vn.gov.hanoi.hpasc.connectors.departments.DeliveryEvent;
import vn.gov.hanoi.hpasc.connectors.spi.Delivery;
import vn.gov.hanoi.hpasc.connectors.spi.QueueMessageEncoder;

/** Encodes deliveries as CloudEvents in bytes messages. */
final class MqDepartmentEncoder implements QueueMessageEncoder {

    @Override
    public Encoded encode(Delivery delivery) {
        String key = delivery.key().toString();
        return new Encoded(
                DeliveryEvent.json(delivery),
                Map.of(
                        DUPLICATE_DETECTION,
                        key,
                        MqDepartmentHeaders.CONTENT_TYPE,
                        DeliveryEvent.MEDIA_TYPE,
                        DeliveryEvent.KEY,
                        key,
                        DeliveryEvent.EXCHANGE,
                        delivery.exchangeId().toString(),
                        DeliveryEvent.SEQUENCE,
                        delivery.sequence()));
    }
}
