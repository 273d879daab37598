package vn.gov.hanoi.hpasc.hub.ingress.queue;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedByte;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.amqp.UnsignedShort;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/**
 * CloudEvents attributes among the properties of a message, in the canonical text of their type. The CloudEvents AMQP
 * binding has a receiver take Boolean, Integer, String, Binary, URI and Timestamp in the AMQP type of each, and as a string.
 */
final class CloudEventAttributes {

    /** How the CloudEvents bindings of AMQP, JMS and others mark an attribute, lower case. */
    private static final List<String> PREFIXES = List.of("cloudevents_", "cloudevents:", "ce_");

    private CloudEventAttributes() {}

    /**
     * The attributes by their bare names, lower case; empty when there are none.
     *
     * @throws Refusal when one is of a type that no attribute has, or stands there twice with different values
     */
    static Map<String, Object> of(Map<?, ?> properties) {
        Map<String, Object> attributes = new HashMap<>();
        properties.forEach((name, value) -> {
            String attribute = name(String.valueOf(name).toLowerCase(Locale.ROOT));
            if (attribute != null && value != null) {
                String text = text(attribute, value);
                Object other = attributes.put(attribute, text);
                if (other != null && !other.equals(text)) {
                    throw new Refusal(ErrorCode.DUPLICATE_KEY, attribute);
                }
            }
        });
        return attributes;
    }

    private static @Nullable String name(String property) {
        for (String prefix : PREFIXES) {
            if (property.startsWith(prefix)) {
                return property.substring(prefix.length());
            }
        }
        return null;
    }

    private static String text(String attribute, Object value) {
        return switch (value) {
            case String text -> text;
            case SimpleString text -> text.toString();
            case Symbol symbol -> symbol.toString();
            case Character character -> character.toString();
            case UUID uuid -> uuid.toString();
            case Boolean truth -> truth.toString();
            case Byte number -> number.toString();
            case Short number -> number.toString();
            case Integer number -> number.toString();
            case Long number -> number.toString();
            case UnsignedByte number -> number.toString();
            case UnsignedShort number -> number.toString();
            case UnsignedInteger number -> number.toString();
            case UnsignedLong number -> number.toString();
            case Date time -> time.toInstant().toString();
            case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
            case Binary binary -> Base64.getEncoder().encodeToString(bytes(binary));
            default ->
                throw new Refusal(Problem.at(
                        ErrorCode.INVALID_ENVELOPE,
                        "/" + attribute,
                        "is of the type " + value.getClass().getSimpleName() + ", which no CloudEvents attribute has"));
        };
    }

    static byte[] bytes(Binary binary) {
        ByteBuffer view = binary.asByteBuffer();
        byte[] bytes = new byte[view.remaining()];
        view.get(bytes);
        return bytes;
    }
}
