package vn.gov.hanoi.hpasc.hub.broker;

import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ActiveMQBuffers;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.impl.MessageReferenceImpl;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.protocol.amqp.broker.AMQPLargeMessage;
import org.apache.activemq.artemis.protocol.amqp.broker.AMQPMessage;
import org.apache.activemq.artemis.spi.core.protocol.SessionCallback;
import org.apache.activemq.artemis.spi.core.remoting.ReadyListener;
import org.apache.qpid.proton.codec.ReadableBuffer;

/**
 * The way from a queue to a CORE session, where an AMQP message of an agency is not converted: it becomes a bytes message
 * with property {@link Queues#AMQP_ENCODED}, whose body is the encoded AMQP message. What the library's conversion cannot
 * express makes it throw, and the consumer would be lost to one message.
 */
final class AgencyMessagesUndecoded implements SessionCallback {

    private static final SimpleString ENCODED = SimpleString.of(Queues.AMQP_ENCODED);
    private static final int LENGTH = Integer.BYTES;

    private final SessionCallback session;

    AgencyMessagesUndecoded(SessionCallback session) {
        this.session = session;
    }

    @Override
    public int sendMessage(MessageReference reference, ServerConsumer consumer, int deliveryCount) {
        boolean convert = reference.getMessage() instanceof AMQPMessage
                && Queues.isIn(consumer.getQueueAddress().toString());
        return session.sendMessage(convert ? undecoded(reference) : reference, consumer, deliveryCount);
    }

    private static MessageReference undecoded(MessageReference reference) {
        AMQPMessage amqp = (AMQPMessage) reference.getMessage();
        byte[] encoded = encoded(amqp);
        CoreMessage core = new CoreMessage(amqp.getMessageID(), encoded.length + 256);
        core.setType(Message.BYTES_TYPE);
        core.setDurable(true);
        core.setAddress(reference.getQueue().getAddress());
        core.putBooleanProperty(ENCODED, true);
        core.getBodyBuffer().writeBytes(encoded);
        return new MessageReferenceImpl(core, reference.getQueue());
    }

    /** The message as it came, nothing of it decoded. */
    private static byte[] encoded(AMQPMessage amqp) {
        try {
            return bytes(amqp);
        } catch (RuntimeException lost) {
            return new byte[0]; // which the hub refuses as it does any other that has no sections
        }
    }

    private static byte[] bytes(AMQPMessage amqp) {
        if (amqp instanceof AMQPLargeMessage large) {
            ReadableBuffer data = large.getData();
            byte[] encoded = new byte[data.remaining()];
            data.get(encoded);
            return encoded;
        }
        ActiveMQBuffer record = ActiveMQBuffers.dynamicBuffer(amqp.getPersistSize() + LENGTH);
        amqp.persist(record);
        byte[] encoded = new byte[record.readInt()];
        record.readBytes(encoded);
        return encoded;
    }

    // What follows is the session's own.

    @Override
    public boolean supportsDirectDelivery() {
        return session.supportsDirectDelivery();
    }

    @Override
    public boolean hasCredits(ServerConsumer consumer) {
        return session.hasCredits(consumer);
    }

    @Override
    public boolean hasCredits(ServerConsumer consumer, MessageReference reference) {
        return session.hasCredits(consumer, reference);
    }

    @Override
    public void afterDelivery() throws Exception {
        session.afterDelivery();
    }

    @Override
    public boolean updateDeliveryCountAfterCancel(ServerConsumer consumer, MessageReference reference, boolean failed) {
        return session.updateDeliveryCountAfterCancel(consumer, reference, failed);
    }

    @Override
    public void sendProducerCreditsMessage(int credits, SimpleString address) {
        session.sendProducerCreditsMessage(credits, address);
    }

    @Override
    public void sendProducerCreditsFailMessage(int credits, SimpleString address) {
        session.sendProducerCreditsFailMessage(credits, address);
    }

    @Override
    public int sendLargeMessage(MessageReference reference, ServerConsumer consumer, long bodySize, int deliveryCount) {
        return session.sendLargeMessage(reference, consumer, bodySize, deliveryCount);
    }

    @Override
    public int sendLargeMessageContinuation(
            ServerConsumer consumer, byte[] body, boolean continues, boolean requiresResponse) {
        return session.sendLargeMessageContinuation(consumer, body, continues, requiresResponse);
    }

    @Override
    public void closed() {
        session.closed();
    }

    @Override
    public void disconnect(ServerConsumer consumer, String errorMessage) {
        session.disconnect(consumer, errorMessage);
    }

    @Override
    public boolean isWritable(ReadyListener listener, Object protocolContext) {
        return session.isWritable(listener, protocolContext);
    }

    @Override
    public void browserFinished(ServerConsumer consumer) {
        session.browserFinished(consumer);
    }

    @Override
    public void close(boolean failed) {
        session.close(failed);
    }

    @Override
    public Transaction getCurrentTransaction() {
        return session.getCurrentTransaction();
    }
}
