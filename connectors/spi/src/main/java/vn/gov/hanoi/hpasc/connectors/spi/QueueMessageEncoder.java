package vn.gov.hanoi.hpasc.connectors.spi;

import java.util.Map;

/** Makes the message that a department finds in its queue; the same bytes for the same delivery, whenever it is made. */
public interface QueueMessageEncoder {

    /** Property of the broker's duplicate detection: while it remembers a value, it drops a second message with it. */
    String DUPLICATE_DETECTION = "_AMQ_DUPL_ID";

    /**
     * A message, without a broker.
     *
     * @param body UTF-8 JSON, to be sent as a bytes message
     * @param properties names that JMS allows; values are strings and longs
     */
    record Encoded(byte[] body, Map<String, Object> properties) {}

    /** The message of {@code delivery}, with its idempotency key and its duplicate-detection id. */
    Encoded encode(Delivery delivery);
}
