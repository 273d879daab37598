package vn.gov.hanoi.hpasc.hub.broker;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a message to itself through the broker, over a session that it keeps. */
final class BrokerRoundTrip {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerRoundTrip.class);
    private static final long WAIT_MILLIS = 600;

    private final ConnectionFactory broker;
    private @Nullable Link link;

    BrokerRoundTrip(ConnectionFactory broker) {
        this.broker = broker;
    }

    private record Link(Connection connection, Session session, MessageProducer producer, MessageConsumer consumer) {

        static Link to(ConnectionFactory broker) throws JMSException {
            Connection connection = broker.createConnection();
            try {
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                TemporaryQueue queue = session.createTemporaryQueue();
                MessageProducer producer = session.createProducer(queue);
                producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
                producer.setDisableMessageID(true);
                Link link = new Link(connection, session, producer, session.createConsumer(queue));
                connection.start();
                return link;
            } catch (JMSException | RuntimeException failed) {
                connection.close();
                throw failed;
            }
        }
    }

    /** Whether the message came back. */
    synchronized boolean made() throws JMSException {
        boolean made = false;
        try {
            Link now = link;
            if (now == null) {
                now = Link.to(broker);
                link = now;
            }
            now.producer().send(now.session().createMessage());
            made = now.consumer().receive(WAIT_MILLIS) != null;
            return made;
        } finally {
            if (!made) {
                close();
            }
        }
    }

    /** A link over which something was lost is not used again. */
    private void close() {
        Link broken = link;
        link = null;
        if (broken != null) {
            try {
                broken.connection().close();
            } catch (JMSException | RuntimeException gone) {
                LOG.atDebug().setCause(gone).log("broker.probe-closed");
            }
        }
    }
}
