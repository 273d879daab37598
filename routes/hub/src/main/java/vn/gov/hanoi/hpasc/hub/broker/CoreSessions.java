package vn.gov.hanoi.hpasc.hub.broker;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQQueueExistsException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;
import org.messaginghub.pooled.jms.JmsPoolSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Artemis session below a JMS session, for what JMS cannot say; both share a transaction. */
public final class CoreSessions {

    private static final Logger LOG = LoggerFactory.getLogger(CoreSessions.class);

    private CoreSessions() {}

    /**
     * A consumer of a durable queue, which is made if it is not there, as JMS would.
     *
     * @throws ActiveMQException when the broker does not give one
     */
    public static ClientConsumer consumer(ClientSession session, String queue) throws ActiveMQException {
        if (!session.queueQuery(SimpleString.of(queue)).isExists()) {
            try {
                session.createQueue(QueueConfiguration.of(queue)
                        .setAddress(queue)
                        .setRoutingType(RoutingType.ANYCAST)
                        .setDurable(true));
            } catch (ActiveMQQueueExistsException madeByAnother) {
                LOG.debug("broker.queue-exists");
            }
        }
        return session.createConsumer(queue);
    }

    /** @throws JMSException when {@code session} is closed, or none of Artemis */
    public static ClientSession of(Session session) throws JMSException {
        Session inner = session instanceof JmsPoolSession pooled ? pooled.getInternalSession() : session;
        if (inner instanceof ActiveMQSession artemis) {
            return artemis.getCoreSession();
        }
        throw new JMSException("no session of Artemis: " + inner.getClass().getName());
    }
}
