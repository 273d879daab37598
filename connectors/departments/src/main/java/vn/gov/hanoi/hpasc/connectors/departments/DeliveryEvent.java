package vn.gov.hanoi.hpasc.connectors.departments;

import java.util.LinkedHashMap;
import java.util.Map;
import vn.gov.hanoi.hpasc.connectors.spi.Delivery;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;

/** A delivery as a structured CloudEvent: the sender's own attributes, and the hub's key and sequence as extensions. */
public final class DeliveryEvent {

    public static final String MEDIA_TYPE = "application/cloudevents+json; charset=UTF-8";
    /** The idempotency key, the same on every attempt and after any restore of the hub. */
    public static final String KEY = "idempotencykey";

    /** The accepted message. */
    public static final String EXCHANGE = "exchangeid";

    public static final String SEQUENCE = "sequence";

    private static final String MARK = "mark";
    private static final MessageCodec CODEC = new MessageCodec();

    private DeliveryEvent() {}

    /** UTF-8 JSON; the same bytes on every attempt. */
    public static byte[] json(Delivery delivery) {
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put(EXCHANGE, delivery.exchangeId());
        extensions.put(KEY, delivery.key());
        extensions.put(SEQUENCE, delivery.sequence());
        if (delivery.mark() != null) {
            extensions.put(MARK, delivery.mark());
        }
        return CODEC.toJson(delivery.message(), extensions);
    }
}
