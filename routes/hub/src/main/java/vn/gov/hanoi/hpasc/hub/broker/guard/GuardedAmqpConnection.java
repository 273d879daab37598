package vn.gov.hanoi.hpasc.hub.broker.guard;

import java.util.IdentityHashMap;
import org.apache.activemq.artemis.protocol.amqp.broker.AMQPConnectionCallback;
import org.apache.activemq.artemis.protocol.amqp.broker.ProtonProtocolManager;
import org.apache.activemq.artemis.protocol.amqp.proton.AMQPConnectionContext;
import org.apache.activemq.artemis.protocol.amqp.proton.AMQPConstants;
import org.apache.activemq.artemis.protocol.amqp.proton.ProtonDeliveryHandler;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.amqp.transport.AmqpError;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.amqp.transport.LinkError;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Receiver;
import org.jspecify.annotations.Nullable;

/**
 * One client's AMQP connection. It refuses links that {@link AmqpLinks} does not allow, and detaches a link whose delivery
 * grows beyond the longest message; what still comes for a detached link is thrown away.
 */
final class GuardedAmqpConnection extends AMQPConnectionContext {

    private final BrokerGuard guard;
    private final IdentityHashMap<Link, Progress> deliveries = new IdentityHashMap<>();
    private @Nullable UserShare share;

    /** How far the current delivery of a link has come. */
    private static final class Progress {
        private @Nullable Delivery delivery;
        private long read;
        private long held;
    }

    GuardedAmqpConnection(
            ProtonProtocolManager amqp, AMQPConnectionCallback callback, int timeToLive, BrokerGuard guard) {
        super(
                amqp,
                callback,
                amqp.getServer().getNodeID().toString(),
                timeToLive,
                amqp.getMaxFrameSize(),
                AMQPConstants.Connection.DEFAULT_CHANNEL_MAX,
                amqp.getServer().getConfiguration().isAmqpUseCoreSubscriptionNaming(),
                amqp.getServer().getScheduledPool(),
                true,
                null,
                null,
                null,
                null,
                false);
        this.guard = guard;
    }

    @Override
    public void onRemoteOpen(Connection connection) throws Exception {
        super.onRemoteOpen(connection);
        String user = getValidatedUser();
        if (user == null) {
            return;
        }
        share = guard.share(user);
        if (!share.connect(id())) {
            guard.limitExceeded(user, peer(), "connections of a user");
            close(new ErrorCondition(AmqpError.RESOURCE_LIMIT_EXCEEDED, "too many connections"));
        }
    }

    private Object id() {
        return getConnectionCallback().getTransportConnection().getID();
    }

    private String peer() {
        return getRemoteAddress();
    }

    @Override
    protected void remoteLinkOpened(Link link) throws Exception {
        String why = share == null ? "AMQP link without a login" : AmqpLinks.refusal(link);
        if (why != null) {
            guard.protocolRefused(getValidatedUser(), peer(), why);
            refuse(link, AmqpError.NOT_ALLOWED, why);
            return;
        }
        if (!deliveries.containsKey(link)) {
            if (share == null || !share.link()) {
                guard.limitExceeded(getValidatedUser(), peer(), "links of a user");
                refuse(link, AmqpError.RESOURCE_LIMIT_EXCEEDED, "too many links");
                return;
            }
            deliveries.put(link, new Progress());
        }
        link.setMaxMessageSize(UnsignedLong.valueOf(guard.limits().messageSize().toBytes()));
        super.remoteLinkOpened(link);
    }

    /** An attach and a detach, as the protocol has it for a link that is refused. */
    private void refuse(Link link, Symbol condition, String why) {
        link.setSource(null);
        link.setTarget(null);
        link.open();
        link.setCondition(new ErrorCondition(condition, why));
        link.close();
        flush();
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // one object for each delivery
    public void onDelivery(Delivery delivery) throws Exception {
        if (!(delivery.getLink() instanceof Receiver receiver)) {
            super.onDelivery(delivery);
            return;
        }
        Progress progress = deliveries.get(receiver);
        if (progress == null || receiver.getLocalState() == EndpointState.CLOSED) {
            throwAway(receiver, delivery);
            return;
        }
        if (progress.delivery != delivery) {
            release(progress);
            progress.delivery = delivery;
            progress.read = 0;
        }
        if (admit(receiver, delivery, progress)) {
            int before = delivery.available();
            super.onDelivery(delivery);
            progress.read += before - delivery.available();
            if (!delivery.isPartial()) {
                release(progress);
            }
        } else {
            throwAway(receiver, delivery);
        }
    }

    private boolean admit(Receiver receiver, Delivery delivery, Progress progress) throws Exception {
        if (receiver.getCredit() < 0) {
            guard.limitExceeded(getValidatedUser(), peer(), "transfers without credit");
            detach(receiver, LinkError.TRANSFER_LIMIT_EXCEEDED, "transfers without credit");
            return false;
        }
        long size = progress.read + delivery.available();
        if (size > guard.limits().messageSize().toBytes()) {
            String why = "a message longer than " + guard.limits().messageSize().toBytes() + " bytes";
            guard.limitExceeded(getValidatedUser(), peer(), why);
            detach(receiver, LinkError.MESSAGE_SIZE_EXCEEDED, why);
            return false;
        }
        if (delivery.isPartial() && share != null) {
            if (!share.hold(size - progress.held)) {
                guard.limitExceeded(getValidatedUser(), peer(), "bytes half received");
                detach(receiver, AmqpError.RESOURCE_LIMIT_EXCEEDED, "too many bytes half received");
                return false;
            }
            progress.held = size;
        }
        if (delivery.getMessageFormat() != 0) {
            String why = "AMQP message format " + delivery.getMessageFormat();
            guard.protocolRefused(getValidatedUser(), peer(), why);
            detach(receiver, AmqpError.NOT_ALLOWED, why);
            return false;
        }
        return true;
    }

    private void detach(Receiver receiver, Symbol condition, String why) throws Exception {
        if (receiver.getContext() instanceof ProtonDeliveryHandler handler) {
            handler.close(false);
        }
        forget(receiver);
        receiver.setCondition(new ErrorCondition(condition, why));
        receiver.close();
        flush();
    }

    @SuppressWarnings("ReferenceEquality") // one object for each delivery
    private static void throwAway(Receiver receiver, Delivery delivery) {
        if (receiver.current() == delivery) {
            receiver.recv();
            if (!delivery.isPartial() || delivery.isAborted()) {
                receiver.advance();
                delivery.settle();
            }
        }
    }

    @Override
    public void onRemoteClose(Link link) throws Exception {
        forget(link);
        super.onRemoteClose(link);
    }

    @Override
    public void onRemoteDetach(Link link) throws Exception {
        forget(link);
        super.onRemoteDetach(link);
    }

    private void forget(Link link) {
        Progress progress = deliveries.remove(link);
        if (progress != null && share != null) {
            release(progress);
            share.unlink(1);
        }
    }

    private void release(Progress progress) {
        if (share != null) {
            share.release(progress.held);
        }
        progress.held = 0;
    }

    /** Ends all counts: the connection is gone. */
    void release() {
        if (share != null) {
            deliveries.values().forEach(this::release);
            share.unlink(deliveries.size());
            deliveries.clear();
            share.disconnect(id());
        }
    }
}
