package vn.gov.hanoi.hpasc.hub.ingress.queue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import org.apache.activemq.artemis.protocol.amqp.converter.AMQPMessageIdHelper;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.AmqpSequence;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.messaging.DeliveryAnnotations;
import org.apache.qpid.proton.amqp.messaging.Footer;
import org.apache.qpid.proton.amqp.messaging.Header;
import org.apache.qpid.proton.amqp.messaging.MessageAnnotations;
import org.apache.qpid.proton.amqp.messaging.Properties;
import org.apache.qpid.proton.codec.AMQPDefinedTypes;
import org.apache.qpid.proton.codec.DecoderImpl;
import org.apache.qpid.proton.codec.EncoderImpl;
import org.apache.qpid.proton.codec.TypeConstructor;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.hub.ingress.queue.Received.Unreadable;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/**
 * Takes an encoded AMQP 1.0 message apart, section by section. Sections of which nothing is wanted are passed over, and so
 * cannot be wrong; what is wanted is decoded, each type of AMQP as itself.
 */
final class AmqpReading {

    private static final ThreadLocal<DecoderImpl> DECODER = ThreadLocal.withInitial(AmqpReading::decoder);

    private final byte[] encoded;
    private final int most;
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private String section = "message";
    private @Nullable Properties properties;
    private Map<?, ?> application = Map.of();
    private Map<String, Object> attributes = Map.of();
    private @Nullable String otherBody = "message without a body";

    private AmqpReading(byte[] encoded, int most) {
        this.encoded = encoded;
        this.most = most;
    }

    private static DecoderImpl decoder() {
        DecoderImpl decoder = new DecoderImpl();
        AMQPDefinedTypes.registerAllTypes(decoder, new EncoderImpl(decoder));
        return decoder;
    }

    /**
     * Reads a message; its problem is part of the result.
     *
     * @param most how long a body may be
     */
    static Received read(byte[] encoded, int most) {
        return new AmqpReading(encoded, most).read();
    }

    private Received read() {
        DecoderImpl decoder = DECODER.get();
        try {
            ByteBuffer buffer = ByteBuffer.wrap(encoded);
            decoder.setByteBuffer(buffer);
            while (buffer.hasRemaining()) {
                section(decoder, decoder.readConstructor());
            }
            return whole();
        } catch (Refusal refusal) {
            return Received.refused(correlation(), refusal.problem());
        } catch (RuntimeException | StackOverflowError broken) {
            return unreadable(Problem.at(
                    ErrorCode.MALFORMED,
                    "",
                    "the AMQP section " + section + " cannot be decoded",
                    "AMQP section " + section));
        } finally {
            decoder.setBuffer(null);
        }
    }

    private void section(DecoderImpl decoder, TypeConstructor<?> constructor) {
        Class<?> type = constructor.getTypeClass();
        section = name(type);
        if (type == Properties.class) {
            properties = (Properties) constructor.readValue();
        } else if (type == ApplicationProperties.class) {
            Map<?, ?> values = ((ApplicationProperties) constructor.readValue()).getValue();
            application = values == null ? Map.of() : values;
            attributes = CloudEventAttributes.of(application);
        } else if (type == Data.class) {
            otherBody = null;
            add(CloudEventAttributes.bytes(((Data) constructor.readValue()).getValue()));
        } else if (type == AmqpValue.class) {
            value(((AmqpValue) constructor.readValue()).getValue());
        } else if (type == AmqpSequence.class) {
            constructor.skipValue();
            otherBody = "amqp-sequence";
        } else if (type == Header.class
                || type == DeliveryAnnotations.class
                || type == MessageAnnotations.class
                || type == Footer.class) {
            constructor.skipValue();
        } else {
            throw new IllegalArgumentException("no section of a message");
        }
    }

    /** As the AMQP specification has it. */
    private static String name(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private void add(byte[] bytes) {
        if (data.size() + (long) bytes.length > most) {
            throw new Refusal(ErrorCode.TOO_LARGE, Integer.toString(most));
        }
        data.writeBytes(bytes);
    }

    private void value(@Nullable Object value) {
        otherBody = null;
        switch (value) {
            case String text -> add(Utf8Text.encode(text));
            case Binary binary -> add(CloudEventAttributes.bytes(binary));
            case null, default ->
                otherBody = "amqp-value of type "
                        + (value == null ? "null" : value.getClass().getSimpleName());
        }
    }

    private Received whole() {
        String other = otherBody;
        if (other != null) {
            return unreadable(Problem.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, other));
        }
        return new Received(correlation(), contentType(), attributes, data.toByteArray(), null, null, false);
    }

    private Received unreadable(Problem problem) {
        return Received.unreadable(correlation(), problem, Unreadable.of("AMQP message", encoded, most));
    }

    /** A JMS client cannot say it where AMQP has it, where clients put what their kind of message is; so it may stand aside. */
    private @Nullable String contentType() {
        for (String name : CoreReading.CONTENT_TYPES) {
            if (application.get(name) instanceof Object said) {
                return said.toString();
            }
        }
        Symbol type = properties == null ? null : properties.getContentType();
        return type == null ? null : type.toString();
    }

    /** Written so that the broker gives an id of any type back to an AMQP client as what it was. */
    private @Nullable String correlation() {
        if (properties == null) {
            return null;
        }
        Object id = properties.getCorrelationId() == null ? properties.getMessageId() : properties.getCorrelationId();
        return switch (id) {
            case null -> null;
            case String text -> (String) AMQPMessageIdHelper.INSTANCE.toCorrelationIdStringOrBytes(text);
            default -> AMQPMessageIdHelper.INSTANCE.toMessageIdString(id);
        };
    }
}
