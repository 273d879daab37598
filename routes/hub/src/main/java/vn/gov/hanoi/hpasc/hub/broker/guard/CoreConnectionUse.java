package vn.gov.hanoi.hpasc.hub.broker.guard;

import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.Map;
import org.apache.activemq.artemis.core.protocol.core.impl.PacketImpl;
import org.jspecify.annotations.Nullable;

/** Counts, packet by packet, what one CORE connection makes the broker keep: large messages half sent, producers,
 * consumers, metadata. */
final class CoreConnectionUse {

    private static final int HEADER = Byte.BYTES + Long.BYTES;
    /** A client gives its session one or two. */
    private static final int MOST_METADATA = 32;
    /** A client asks once for the topology. */
    private static final int MOST_QUESTIONS = 32;

    private final BrokerLimits limits;
    private final UserShare share;
    private final int mostSessions;
    private final Map<Long, Session> sessions = new HashMap<>();
    private int questions;
    private long heldFrame;

    private static final class Session {
        private long largeMessage;
        private int links;
        private int metadata;
    }

    CoreConnectionUse(BrokerLimits limits, UserShare share, int mostSessions) {
        this.limits = limits;
        this.share = share;
        this.mostSessions = mostSessions;
    }

    /**
     * Counts a packet that has come.
     *
     * @param packet the packet, from its type on
     * @return why it is one too many; null if it is not
     */
    @Nullable
    String count(ByteBuf packet) {
        byte type = packet.getByte(packet.readerIndex());
        long channel = packet.getLong(packet.readerIndex() + Byte.BYTES);
        return switch (type) {
            case PacketImpl.SESS_SEND_LARGE -> {
                endLargeMessage(channel);
                yield addToLargeMessage(channel, packet.readableBytes());
            }
            case PacketImpl.SESS_SEND_CONTINUATION -> continuation(packet, channel);
            case PacketImpl.SESS_CLOSE -> {
                end(sessions.remove(channel));
                yield null;
            }
            case PacketImpl.CREATE_PRODUCER, PacketImpl.SESS_CREATECONSUMER -> link(channel);
            case PacketImpl.REMOVE_PRODUCER, PacketImpl.SESS_CONSUMER_CLOSE -> {
                unlink(channel);
                yield null;
            }
            case PacketImpl.SESS_ADD_METADATA, PacketImpl.SESS_ADD_METADATA2, PacketImpl.SESS_UNIQUE_ADD_METADATA -> {
                Session session = session(channel);
                yield session == null || ++session.metadata > MOST_METADATA ? "metadata of a session" : null;
            }
            case PacketImpl.SUBSCRIBE_TOPOLOGY, PacketImpl.SUBSCRIBE_TOPOLOGY_V2 ->
                ++questions > MOST_QUESTIONS ? "questions for the topology" : null;
            default -> null;
        };
    }

    /** The state of a session; null if there would be too many. */
    private @Nullable Session session(long channel) {
        Session known = sessions.get(channel);
        if (known == null && sessions.size() < mostSessions) {
            known = new Session();
            sessions.put(channel, known);
        }
        return known;
    }

    private @Nullable String link(long channel) {
        Session session = session(channel);
        if (session == null) {
            return "sessions of a connection";
        }
        if (!share.link()) {
            return "producers and consumers of a user";
        }
        session.links++;
        return null;
    }

    private void unlink(long channel) {
        Session session = sessions.get(channel);
        if (session != null && session.links > 0) {
            session.links--;
            share.unlink(1);
        }
    }

    private @Nullable String continuation(ByteBuf packet, long channel) {
        int body = packet.readerIndex() + HEADER + Integer.BYTES;
        int room = packet.readableBytes() - HEADER - Integer.BYTES - 1;
        int announced = room < 0 ? -1 : packet.getInt(body - Integer.BYTES);
        if (announced < 0 || announced > room) {
            return "a packet that announces more than it has";
        }
        String why = addToLargeMessage(channel, announced);
        boolean continues = packet.getByte(body + announced) != 0;
        if (why == null && !continues) {
            endLargeMessage(channel);
        }
        return why;
    }

    private @Nullable String addToLargeMessage(long channel, int bytes) {
        Session session = session(channel);
        if (session == null) {
            return "sessions of a connection";
        }
        if (session.largeMessage + bytes > limits.messageSize().toBytes()) {
            return "a message longer than " + limits.messageSize().toBytes() + " bytes";
        }
        if (!share.hold(bytes)) {
            return "bytes half received";
        }
        session.largeMessage += bytes;
        return null;
    }

    private void endLargeMessage(long channel) {
        Session session = sessions.get(channel);
        if (session != null) {
            share.release(session.largeMessage);
            session.largeMessage = 0;
        }
    }

    /** Counts the bytes of a frame of which only a part has come; false if they are too many. */
    boolean holdFrame(int bytes) {
        if (bytes == heldFrame) {
            return true;
        }
        if (!share.hold(bytes - heldFrame)) {
            return false;
        }
        heldFrame = bytes;
        return true;
    }

    void release() {
        share.release(heldFrame);
        heldFrame = 0;
        sessions.values().forEach(this::end);
        sessions.clear();
    }

    private void end(@Nullable Session session) {
        if (session != null) {
            share.release(session.largeMessage);
            share.unlink(session.links);
        }
    }
}
