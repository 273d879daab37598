package vn.gov.hanoi.hpasc.hub.cli;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.broker.BrokerUsers;

/** Options that say how an agency reaches the broker. */
final class BrokerLink {

    /** The protocols of the broker. */
    enum Wire {
        amqp,
        core
    }

    @Mixin
    private final Place place = new Place();

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "the broker's address (${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private String host;

    @Option(
            names = "--port",
            defaultValue = "${env:HUB_BROKER_PORT:-61616}",
            description = "the broker's port (${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--wire", defaultValue = "amqp", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Wire wire;

    /** A session of {@code agency}; what it reads counts as read only when acknowledged. */
    JMSContext open(AgencyCode agency) {
        BrokerUsers.Credentials login = place.credentials(agency);
        JMSContext context = factory(login).createContext(JMSContext.CLIENT_ACKNOWLEDGE);
        context.start();
        return context;
    }

    private ConnectionFactory factory(BrokerUsers.Credentials login) {
        return switch (wire) {
            case amqp -> new JmsConnectionFactory(login.user(), login.password(), "amqp://" + host + ":" + port);
            case core -> new ActiveMQConnectionFactory("tcp://" + host + ":" + port, login.user(), login.password());
        };
    }
}
