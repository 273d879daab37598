package vn.gov.hanoi.hpasc.hub.ingress.queue;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;
import vn.gov.hanoi.hpasc.hub.queued.QueuedReply;

/** A message as the broker handed it over. Objects in it are never brought to life. */
record Received(Message message) {

    /** How the CloudEvents bindings of AMQP, JMS and others mark an attribute, lower case. */
    private static final List<String> ATTRIBUTE_PREFIXES = List.of("cloudevents_", "cloudevents:", "ce_");

    private static final int PIECE = 16 * 1024;

    /** The first is how the broker shows the content type of an AMQP message. */
    private static final List<String> CONTENT_TYPES = List.of(QueuedReply.AMQP_CONTENT_TYPE, "contentType", "content_type");

    /** The content type; null when the sender said nothing. */
    @Nullable
    String contentType() throws JMSException {
        for (String name : CONTENT_TYPES) {
            Object value = message.getObjectProperty(name);
            if (value != null) {
                return value.toString();
            }
        }
        return null;
    }

    /** The CloudEvents attributes of a message in binary mode by their bare names; empty in structured mode. */
    Map<String, Object> attributes() throws JMSException {
        Map<String, Object> attributes = new HashMap<>();
        for (Object each : Collections.list((Enumeration<?>) message.getPropertyNames())) {
            String name = each.toString();
            String attribute = attribute(name.toLowerCase(Locale.ROOT));
            Object value = attribute == null ? null : message.getObjectProperty(name);
            if (attribute != null && value != null) {
                attributes.put(attribute, value);
            }
        }
        return attributes;
    }

    private static @Nullable String attribute(String name) {
        for (String prefix : ATTRIBUTE_PREFIXES) {
            if (name.startsWith(prefix)) {
                return name.substring(prefix.length());
            }
        }
        return null;
    }

    /** The body, not longer than {@code most} bytes. */
    byte[] body(int most) throws JMSException {
        byte[] body = switch (message) {
            case TextMessage text -> utf8(text.getText());
            case BytesMessage bytes -> bytes(bytes, most);
            default -> throw new Refusal(ErrorCode.UNSUPPORTED_MEDIA_TYPE, kind());
        };
        if (body.length > most) {
            throw tooLarge(most);
        }
        return body;
    }

    /** In pieces: what the header says of the length is not believed before it came, and a large message comes in parts. */
    private static byte[] bytes(BytesMessage message, int most) throws JMSException {
        long said = message.getBodyLength();
        if (said > most) {
            throw tooLarge(most);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) Math.min(said, PIECE));
        byte[] piece = new byte[(int) Math.min(said, PIECE)];
        while (bytes.size() < said) {
            int read = message.readBytes(piece);
            if (read <= 0) {
                throw new Refusal(ErrorCode.MALFORMED, "the message breaks off");
            }
            bytes.write(piece, 0, read);
        }
        return bytes.toByteArray();
    }

    private static byte[] utf8(@Nullable String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text == null ? "" : text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException halfOfAPair) {
            throw new Refusal(ErrorCode.WRONG_ENCODING);
        }
    }

    private static Refusal tooLarge(int most) {
        return new Refusal(ErrorCode.TOO_LARGE, Integer.toString(most));
    }

    private String kind() {
        for (Class<?> kind : interfaces(message.getClass())) {
            if (Message.class.isAssignableFrom(kind) && kind != Message.class) {
                return kind.getSimpleName();
            }
        }
        return "Message";
    }

    private static List<Class<?>> interfaces(@Nullable Class<?> type) {
        List<Class<?>> all = new ArrayList<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            all.addAll(List.of(each.getInterfaces()));
        }
        return all;
    }
}
