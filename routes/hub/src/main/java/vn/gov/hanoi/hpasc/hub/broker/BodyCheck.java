package vn.gov.hanoi.hpasc.hub.broker;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.message.LargeBodyReader;
import org.apache.activemq.artemis.utils.collections.TypedProperties;

/**
 * Whether a client can take the body of a message apart. The client does it before it hands the message over: where it
 * fails, or runs out of memory, nobody gets the message, and it comes again for ever.
 */
final class BodyCheck {

    /** Far beyond what ingress takes: text is two bytes for each character here. */
    private static final long LONGEST_TEXT = 8L * 1024 * 1024;
    /** A mark that there is text, and its length. */
    private static final int TEXT_HEAD = 5;

    private BodyCheck() {}

    /**
     * Makes a message that no client can read one that every client can: its bytes as they are, where it is said to be text,
     * and nothing but its headers otherwise. Ingress then refuses it, and says so.
     */
    static void makeReadable(ICoreMessage message) {
        byte type = message.getType();
        if (type == Message.BYTES_TYPE || type == Message.DEFAULT_TYPE || readable(message, type)) {
            return;
        }
        message.setType(type == Message.TEXT_TYPE ? Message.BYTES_TYPE : Message.DEFAULT_TYPE);
        message.reencode();
    }

    private static boolean readable(ICoreMessage message, byte type) {
        try {
            if (message.isLargeMessage()) {
                return type == Message.TEXT_TYPE
                        && !message.containsProperty(Message.HDR_LARGE_COMPRESSED)
                        && largeText(message);
            }
            ActiveMQBuffer body = message.getReadOnlyBodyBuffer();
            return switch (type) {
                case Message.TEXT_TYPE -> text(ByteBuffer.wrap(head(body)), body.readableBytes());
                case Message.MAP_TYPE -> map(body);
                default -> true;
            };
        } catch (ActiveMQException | RuntimeException broken) {
            return false;
        }
    }

    private static byte[] head(ActiveMQBuffer body) {
        byte[] head = new byte[Math.min(TEXT_HEAD, body.readableBytes())];
        body.getBytes(body.readerIndex(), head);
        return head;
    }

    private static boolean largeText(ICoreMessage message) throws ActiveMQException {
        try (LargeBodyReader reader = message.getLargeBodyReader()) {
            reader.open();
            ByteBuffer head = ByteBuffer.allocate(TEXT_HEAD);
            int read = reader.readInto(head);
            long size = reader.getSize();
            return read == TEXT_HEAD && size <= LONGEST_TEXT && text(head.rewind(), size);
        }
    }

    /** Nothing at all, or no text, or as many bytes of it as are there. */
    private static boolean text(ByteBuffer head, long size) {
        try {
            return size == 0 || head.get() == 0 || within(head.getInt(), size - TEXT_HEAD);
        } catch (BufferUnderflowException tooShort) {
            return false;
        }
    }

    private static boolean within(int length, long there) {
        return length >= 0 && length % 2 == 0 && length <= there;
    }

    private static boolean map(ActiveMQBuffer body) {
        new TypedProperties().decode(body.byteBuf());
        return true;
    }
}
