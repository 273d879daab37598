package vn.gov.hanoi.hpasc.hub.broker;

import jakarta.jms.JMSException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.SessionFailureListener;
import org.apache.activemq.artemis.jms.client.ActiveMQConnection;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Makes connections only to a broker that {@link BrokerTrust} found safe and whose start {@link BrokerBoots} checked. */
final class TrustedConnectionFactory extends ActiveMQConnectionFactory {

    private static final long serialVersionUID = 1L;

    private final transient BrokerTrust trust;
    private final transient BrokerBoots boots;

    TrustedConnectionFactory(BrokerConfiguration.BrokerAddress address, BrokerTrust trust, BrokerBoots boots) {
        super(address.url(), address.user(), address.password());
        this.trust = trust;
        this.boots = boots;
    }

    @Override
    protected synchronized ActiveMQConnection createConnectionInternal(
            String user, String password, boolean xa, int type) throws JMSException {
        trust.require();
        ActiveMQConnection connection;
        try {
            connection = super.createConnectionInternal(user, password, xa, type);
            connection.getInitialSession().addFailureListener(new Forgetting());
        } catch (JMSException | RuntimeException failed) {
            trust.forget();
            throw failed;
        }
        checkBoot(connection);
        return connection;
    }

    private void checkBoot(ActiveMQConnection connection) throws JMSException {
        boolean checked = false;
        try {
            boots.opened(connection);
            checked = true;
        } finally {
            if (!checked) {
                connection.close();
            }
        }
    }

    private final class Forgetting implements SessionFailureListener {

        @Override
        public void connectionFailed(ActiveMQException why, boolean failedOver) {
            trust.forget();
        }

        @Override
        public void connectionFailed(ActiveMQException why, boolean failedOver, String scaleDownTarget) {
            trust.forget();
        }

        @Override
        public void beforeReconnect(ActiveMQException why) {
            trust.forget();
        }
    }
}
