package vn.gov.hanoi.hpasc.hub.ingress;

import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import vn.gov.hanoi.hpasc.connectors.testkit.process.FreePorts;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.broker.BrokerSettings;
import vn.gov.hanoi.hpasc.hub.broker.BrokerUsers;
import vn.gov.hanoi.hpasc.hub.broker.HubBroker;

/** The real broker, which can be stopped and started again at the same port with what it had on disk. */
public final class TestBroker {

    private final Path folder;
    private final BrokerUsers users;
    private final int port = FreePorts.next();
    private HubBroker broker;

    TestBroker(Path folder) {
        this.folder = folder;
        this.users = new BrokerUsers(folder.resolve("brokers"));
        for (String agency : new String[] {IngressStack.CORE, IngressStack.LAND, IngressStack.FINANCE}) {
            users.ensure(agency);
        }
        broker = started();
    }

    private HubBroker started() {
        HubBroker next = new HubBroker(BrokerSettings.under(folder, "127.0.0.1", port), users);
        try {
            next.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return next;
    }

    public void stop() {
        try {
            broker.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public void start() {
        broker = started();
    }

    /** As the hub connects. */
    JmsPoolConnectionFactory ofTheHub() {
        BrokerUsers.Credentials hub = users.ensure(BrokerUsers.HUB);
        ActiveMQConnectionFactory artemis =
                new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port, hub.user(), hub.password());
        artemis.setReconnectAttempts(0);
        artemis.setInitialConnectAttempts(1);
        artemis.setDeserializationDenyList("*");
        JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();
        pool.setConnectionFactory(artemis);
        pool.setMaxConnections(2);
        return pool;
    }

    public String address() {
        return "tcp://127.0.0.1:" + port;
    }

    public BrokerUsers.Credentials user(String agency) {
        return users.ensure(new AgencyCode(agency).value());
    }

    public ConnectionFactory core(String agency) {
        return core(agency, "");
    }

    /** @param options of the client, as the query of an Artemis URL */
    public ConnectionFactory core(String agency, String options) {
        BrokerUsers.Credentials user = user(agency);
        return new ActiveMQConnectionFactory(address() + options, user.user(), user.password());
    }

    public ConnectionFactory amqp(String agency) {
        BrokerUsers.Credentials user = users.ensure(new AgencyCode(agency).value());
        return new JmsConnectionFactory(
                user.user(), user.password(), "amqp://127.0.0.1:" + port + "?jms.validatePropertyNames=false");
    }
}
