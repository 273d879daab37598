package vn.gov.hanoi.hpasc.hub.broker.guard;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import org.apache.activemq.artemis.core.protocol.core.CoreRemotingConnection;
import org.apache.activemq.artemis.core.protocol.core.impl.ChannelImpl.CHANNEL_ID;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.ReattachSessionResponseMessage;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the byte stream of a CORE client into frames, and refuses a frame by its first thirteen bytes: too long, or with a
 * packet that is not for this channel and login state. So no such packet is decoded, let alone handled. A refusal closes the
 * connection, and with it goes what was half received.
 */
final class CoreFrameDecoder extends ByteToMessageDecoder {

    private static final int LENGTH = Integer.BYTES;
    private static final int HEADER = Byte.BYTES + Long.BYTES;
    private static final int MOST_SESSIONS_OF_THE_HUB = 4096;

    private final BrokerGuard guard;
    private @Nullable CoreRemotingConnection connection;
    private @Nullable String user;
    private @Nullable CoreConnectionUse use;
    private boolean checked;
    private boolean refused;

    CoreFrameDecoder(BrokerGuard guard) {
        this.guard = guard;
    }

    void bind(CoreRemotingConnection created) {
        this.connection = created;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (refused) {
            in.skipBytes(in.readableBytes());
        } else if (in.readableBytes() >= LENGTH + HEADER && isAllowed(context, in)) {
            int length = in.getInt(in.readerIndex());
            if (in.readableBytes() >= LENGTH + length) {
                checked = false;
                takeFrame(context, in, length, out);
            } else if (use != null && !use.holdFrame(in.readableBytes())) {
                refuse(context, in, "bytes half received", true);
            }
        }
    }

    private boolean isAllowed(ChannelHandlerContext context, ByteBuf in) {
        if (checked) {
            return true;
        }
        int length = in.getInt(in.readerIndex());
        byte type = in.getByte(in.readerIndex() + LENGTH);
        long channel = in.getLong(in.readerIndex() + LENGTH + Byte.BYTES);
        boolean loggedIn = isLoggedIn();
        if (length < HEADER || length > longest(type, loggedIn)) {
            refuse(context, in, "CORE packet " + type + " of " + length + " bytes", true);
            return false;
        }
        if (!CorePackets.isReattach(type, channel) && !CorePackets.isAllowed(type, channel, loggedIn)) {
            String state = loggedIn ? "" : " without a login";
            refuse(context, in, "CORE packet " + type + " on channel " + channel + state, false);
            return false;
        }
        checked = true;
        return true;
    }

    private long longest(byte type, boolean loggedIn) {
        return loggedIn && CorePackets.carriesMessage(type)
                ? guard.limits().frameSize().toBytes()
                : BrokerLimits.CONTROL_FRAME;
    }

    private void takeFrame(ChannelHandlerContext context, ByteBuf in, int length, List<Object> out) {
        ByteBuf packet = in.slice(in.readerIndex() + LENGTH, length);
        if (CorePackets.isReattach(packet.getByte(0), packet.getLong(Byte.BYTES))) {
            in.skipBytes(LENGTH + length);
            refuseReattachment(context);
            return;
        }
        if (use != null) {
            use.holdFrame(0);
            String why = use.count(packet);
            if (why != null) {
                refuse(context, in, why, true);
                return;
            }
        }
        // A copy, as the library's decoder makes: messages keep the bytes of their frame.
        ByteBuf frame = context.alloc().buffer(LENGTH + length);
        frame.writeBytes(in, LENGTH + length);
        out.add(frame.skipBytes(LENGTH));
    }

    private boolean isLoggedIn() {
        if (user == null) {
            String known = BrokerGuard.user(connection);
            if (known != null) {
                user = known;
                int sessions = guard.isUnlimited(known)
                        ? MOST_SESSIONS_OF_THE_HUB
                        : guard.limits().sessions();
                use = new CoreConnectionUse(guard.limits(), guard.share(known), sessions);
            }
        }
        return user != null;
    }

    private void refuseReattachment(ChannelHandlerContext context) {
        guard.protocolRefused(
                user, BrokerGuard.address(context.channel().remoteAddress()), "re-attachment to a CORE session");
        if (connection != null) {
            connection.getChannel(CHANNEL_ID.SESSION.id, -1).send(new ReattachSessionResponseMessage(-1, false));
        }
    }

    private void refuse(ChannelHandlerContext context, ByteBuf in, String why, boolean limit) {
        refused = true;
        in.skipBytes(in.readableBytes());
        String address = BrokerGuard.address(context.channel().remoteAddress());
        if (limit) {
            guard.limitExceeded(user, address, why);
        } else {
            guard.protocolRefused(user, address, why);
        }
        var unused = context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        super.channelInactive(context);
        if (use != null) {
            use.release();
        }
    }
}
