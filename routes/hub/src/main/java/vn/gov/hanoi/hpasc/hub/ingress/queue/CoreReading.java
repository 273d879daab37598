package vn.gov.hanoi.hpasc.hub.ingress.queue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.protocol.amqp.converter.AMQPMessageIdHelper;
import org.apache.qpid.proton.amqp.Binary;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.hub.broker.Queues;
import vn.gov.hanoi.hpasc.hub.ingress.queue.Received.Unreadable;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;
import vn.gov.hanoi.hpasc.hub.queued.QueuedReply;

/**
 * Takes a message of a CORE consumer apart, body first: of a large message the rest is still coming, and is lost to
 * whoever asks for the next message before. What JMS would make of a message is not asked: it throws at bodies and types
 * that it does not know. Objects in messages are never brought to life.
 */
final class CoreReading {

    private static final SimpleString AMQP_ENCODED = SimpleString.of(Queues.AMQP_ENCODED);

    /** The first is how a broker that converts AMQP messages shows their content type. */
    static final List<String> CONTENT_TYPES = List.of(QueuedReply.AMQP_CONTENT_TYPE, "contentType", "content_type");

    /** Where a broker that converts AMQP messages keeps their message id. */
    private static final SimpleString AMQP_MESSAGE_ID = SimpleString.of("NATIVE_MESSAGE_ID");

    /** What a text has before its characters, of two bytes each: a mark and its length; and one byte too many. */
    private static final int TEXT_HEAD = 1 + Integer.BYTES + 1;

    /** A message over AMQP has properties and annotations beside its body. */
    private static final int LONGEST_ENCODED = 16 << 20;

    private final ClientMessage message;
    private final int most;
    private @Nullable BoundedBytes content;
    private boolean whole;

    private CoreReading(ClientMessage message, int most) {
        this.message = message;
        this.most = most;
    }

    /**
     * Reads a message; its problem is part of the result.
     *
     * @param most how long a body may be
     * @throws ActiveMQException when the rest of the body does not come
     */
    static Received read(ClientMessage message, int most) throws ActiveMQException {
        CoreReading reading = new CoreReading(message, most);
        Received received = reading.read();
        return reading.whole || !message.isLargeMessage() ? received : received.cutOff();
    }

    private Received read() throws ActiveMQException {
        try {
            boolean amqp = isAmqp();
            BoundedBytes bytes = new BoundedBytes(amqp ? LONGEST_ENCODED : 2 * most + TEXT_HEAD);
            content = bytes;
            if (!fill(bytes)) {
                return unreadable(Problem.of(ErrorCode.MALFORMED, "the body cannot be unpacked"));
            }
            return amqp ? AmqpReading.read(bytes.toByteArray(), most).correlatedBy(correlation()) : core(bytes);
        } catch (Refusal refusal) {
            return Received.refused(correlation(), refusal.problem());
        } catch (RuntimeException broken) {
            return unreadable(Problem.of(ErrorCode.MALFORMED, "the message cannot be taken apart"));
        }
    }

    private boolean isAmqp() {
        return message.getType() == Message.BYTES_TYPE
                && message.getObjectProperty(AMQP_ENCODED) instanceof Boolean encoded
                && encoded;
    }

    /** Whether the body could be read, as far as {@code bytes} go; what is packed may be no archive. */
    private boolean fill(BoundedBytes bytes) throws ActiveMQException {
        try {
            message.saveToOutputStream(bytes);
            whole = true;
            return true;
        } catch (ActiveMQException failed) {
            if (bytes.isFull()) {
                return true;
            }
            for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
                if (cause instanceof IOException) {
                    return false;
                }
            }
            throw failed;
        }
    }

    private Received core(BoundedBytes bytes) {
        byte type = message.getType();
        boolean text = type == Message.TEXT_TYPE;
        if (!text && type != Message.BYTES_TYPE && (type != Message.DEFAULT_TYPE || bytes.size() == 0)) {
            return unreadable(Problem.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, kind()));
        }
        byte[] body = text ? text(bytes) : bytes.toByteArray();
        if (bytes.isFull() || body.length > most) {
            throw new Refusal(ErrorCode.TOO_LARGE, Integer.toString(most));
        }
        Map<String, Object> properties = new HashMap<>();
        for (SimpleString name : message.getPropertyNames()) {
            properties.put(name.toString(), message.getObjectProperty(name));
        }
        return new Received(
                correlation(), contentType(properties), CloudEventAttributes.of(properties), body, null, null, false);
    }

    /** As the library writes a text that may be null: a mark, its length in bytes, two bytes for each character. */
    private byte[] text(BoundedBytes bytes) {
        if (bytes.isFull()) {
            throw new Refusal(ErrorCode.TOO_LARGE, Integer.toString(most));
        }
        ByteBuffer body = ByteBuffer.wrap(bytes.toByteArray());
        if (!body.hasRemaining() || body.get() == 0) {
            return new byte[0];
        }
        int length = body.remaining() < Integer.BYTES ? -1 : body.getInt();
        if (length < 0 || length % Character.BYTES != 0 || length > body.remaining()) {
            throw new IllegalArgumentException("no text");
        }
        return Utf8Text.encode(body.slice(body.position(), length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asCharBuffer());
    }

    private static @Nullable String contentType(Map<String, Object> properties) {
        for (String name : CONTENT_TYPES) {
            Object value = properties.get(name);
            if (value != null) {
                return value.toString();
            }
        }
        return null;
    }

    private Received unreadable(Problem problem) {
        byte[] found = content == null ? new byte[0] : content.toByteArray();
        return Received.unreadable(correlation(), problem, Unreadable.of("CORE " + kind(), found, most));
    }

    private String kind() {
        return switch (message.getType()) {
            case Message.DEFAULT_TYPE -> "Message";
            case Message.OBJECT_TYPE -> "ObjectMessage";
            case Message.TEXT_TYPE -> "TextMessage";
            case Message.BYTES_TYPE -> "BytesMessage";
            case Message.MAP_TYPE -> "MapMessage";
            case Message.STREAM_TYPE -> "StreamMessage";
            default -> "message of type " + message.getType();
        };
    }

    /** What the sender put there itself, else the id of the message on its protocol. */
    private @Nullable String correlation() {
        try {
            Object own = message.getCorrelationID();
            if (own != null) {
                return own instanceof byte[] bytes
                        ? AMQPMessageIdHelper.INSTANCE.toMessageIdString(new Binary(bytes))
                        : own.toString();
            }
            Object overAmqp = message.getObjectProperty(AMQP_MESSAGE_ID);
            Object id = message.getUserID();
            return overAmqp != null ? overAmqp.toString() : id == null ? null : "ID:" + id;
        } catch (RuntimeException brokenProperties) {
            return null;
        }
    }
}
