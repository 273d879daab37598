package vn.gov.hanoi.hpasc.hub.broker.guard;

import java.util.Set;
import org.apache.activemq.artemis.core.protocol.core.impl.ChannelImpl.CHANNEL_ID;
import org.apache.activemq.artemis.core.protocol.core.impl.PacketImpl;

/**
 * The CORE packets that a client may send, by channel and login state. What is not listed is refused: re-attaching to a
 * session, creating a queue outside one, replication, cluster, backup, quorum, federation and XA, and whatever a later
 * version adds.
 */
final class CorePackets {

    /** Keep-alive, and the question that each client asks first; there is no cluster, the answer is the node's id. */
    private static final Set<Byte> PING =
            Set.of(PacketImpl.PING, PacketImpl.SUBSCRIBE_TOPOLOGY, PacketImpl.SUBSCRIBE_TOPOLOGY_V2);

    private static final Set<Byte> LOGIN =
            Set.of(PacketImpl.CREATESESSION, PacketImpl.CREATESESSION_V2, PacketImpl.CHECK_FOR_FAILOVER);

    /** Creating and deleting in a session is the security manager's to allow: to the hub alone. */
    private static final Set<Byte> SESSION = Set.of(
            PacketImpl.PACKETS_CONFIRMED,
            PacketImpl.SESS_CREATECONSUMER,
            PacketImpl.SESS_CONSUMER_CLOSE,
            PacketImpl.SESS_FLOWTOKEN,
            PacketImpl.SESS_FORCE_CONSUMER_DELIVERY,
            PacketImpl.SESS_ACKNOWLEDGE,
            PacketImpl.SESS_INDIVIDUAL_ACKNOWLEDGE,
            PacketImpl.SESS_EXPIRED,
            PacketImpl.SESS_COMMIT,
            PacketImpl.SESS_ROLLBACK,
            PacketImpl.SESS_QUEUEQUERY,
            PacketImpl.SESS_BINDINGQUERY,
            PacketImpl.SESS_START,
            PacketImpl.SESS_STOP,
            PacketImpl.SESS_CLOSE,
            PacketImpl.SESS_SEND,
            PacketImpl.SESS_SEND_LARGE,
            PacketImpl.SESS_SEND_CONTINUATION,
            PacketImpl.SESS_PRODUCER_REQUEST_CREDITS,
            PacketImpl.CREATE_PRODUCER,
            PacketImpl.REMOVE_PRODUCER,
            PacketImpl.SESS_ADD_METADATA,
            PacketImpl.SESS_ADD_METADATA2,
            PacketImpl.SESS_UNIQUE_ADD_METADATA,
            PacketImpl.CREATE_ADDRESS,
            PacketImpl.CREATE_QUEUE,
            PacketImpl.CREATE_QUEUE_V2,
            PacketImpl.CREATE_SHARED_QUEUE,
            PacketImpl.CREATE_SHARED_QUEUE_V2,
            PacketImpl.DELETE_QUEUE);

    private static final Set<Byte> MESSAGES =
            Set.of(PacketImpl.SESS_SEND, PacketImpl.SESS_SEND_LARGE, PacketImpl.SESS_SEND_CONTINUATION);

    private CorePackets() {}

    /** Whether a client may send a packet of {@code type} on {@code channel}. */
    static boolean isAllowed(byte type, long channel, boolean loggedIn) {
        if (channel == CHANNEL_ID.PING.id) {
            return PING.contains(type);
        }
        if (channel == CHANNEL_ID.SESSION.id) {
            return LOGIN.contains(type);
        }
        return loggedIn && channel >= CHANNEL_ID.USER.id && SESSION.contains(type);
    }

    /**
     * Whether it asks to take up a session again. That is never granted, but answered: a client that reconnects asks it
     * first, and opens a new session when the answer is no.
     */
    static boolean isReattach(byte type, long channel) {
        return channel == CHANNEL_ID.SESSION.id && type == PacketImpl.REATTACH_SESSION;
    }

    /** Whether it carries a message or a part of one, and may be long. */
    static boolean carriesMessage(byte type) {
        return MESSAGES.contains(type);
    }
}
