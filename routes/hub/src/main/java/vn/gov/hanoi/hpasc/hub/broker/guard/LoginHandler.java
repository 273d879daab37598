package vn.gov.hanoi.hpasc.hub.broker.guard;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.jspecify.annotations.Nullable;

/**
 * Watches a connection until it has logged in: it must speak CORE or AMQP from its first byte (Artemis itself would also
 * take HTTP, and collect a request of any length), stay within a few bytes, and log in before its time is over.
 */
final class LoginHandler extends ChannelInboundHandlerAdapter {

    /** The connection as the protocol knows it. */
    static final AttributeKey<RemotingConnection> CONNECTION = AttributeKey.valueOf("hpasc-connection");

    private static final byte[] CORE = "ARTEMIS".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AMQP = "AMQP".getBytes(StandardCharsets.US_ASCII);

    private final BrokerGuard guard;
    private final byte[] first = new byte[CORE.length];
    private int received;
    private @Nullable ScheduledFuture<?> deadline;

    LoginHandler(BrokerGuard guard) {
        this.guard = guard;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        guard.strangers().add(context.channel());
        deadline = context.executor()
                .schedule(() -> timeOut(context), guard.limits().loginTimeout().toMillis(), TimeUnit.MILLISECONDS);
        context.fireChannelActive();
    }

    private void timeOut(ChannelHandlerContext context) {
        if (isLoggedIn(context)) {
            done(context);
        } else {
            refuse(context, true, "no login in time");
        }
    }

    private static boolean isLoggedIn(ChannelHandlerContext context) {
        return BrokerGuard.user(context.channel().attr(CONNECTION).get()) != null;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (isLoggedIn(context)) {
            done(context);
        } else if (message instanceof ByteBuf bytes && !admit(context, bytes)) {
            bytes.release();
            return;
        }
        context.fireChannelRead(message);
    }

    private boolean admit(ChannelHandlerContext context, ByteBuf bytes) {
        if (!context.channel().isActive()) {
            return false;
        }
        for (int i = 0; received + i < first.length && i < bytes.readableBytes(); i++) {
            first[received + i] = bytes.getByte(bytes.readerIndex() + i);
        }
        received += bytes.readableBytes();
        if (!speaks(CORE) && !speaks(AMQP)) {
            refuse(context, false, "neither CORE nor AMQP");
            return false;
        }
        if (received > BrokerLimits.CONTROL_FRAME) {
            refuse(context, true, "too many bytes without a login");
            return false;
        }
        return true;
    }

    private boolean speaks(byte[] protocol) {
        for (int i = 0; i < Math.min(received, protocol.length); i++) {
            if (first[i] != protocol[i]) {
                return false;
            }
        }
        return true;
    }

    private void refuse(ChannelHandlerContext context, boolean limit, String why) {
        String address = BrokerGuard.address(context.channel().remoteAddress());
        if (limit) {
            guard.limitExceeded(null, address, why);
        } else {
            guard.protocolRefused(null, address, why);
        }
        var unused = context.close();
    }

    private void done(ChannelHandlerContext context) {
        forget(context);
        context.pipeline().remove(this);
    }

    private void forget(ChannelHandlerContext context) {
        guard.strangers().remove(context.channel());
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        forget(context);
        context.fireChannelInactive();
    }
}
