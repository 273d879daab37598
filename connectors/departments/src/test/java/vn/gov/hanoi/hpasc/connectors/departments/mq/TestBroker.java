package vn.gov.hanoi.hpasc.connectors.departments.mq;

import java.nio.file.Path;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import vn.gov.hanoi.hpasc.connectors.testkit.process.FreePorts;

/** A broker with its journal on disk that can go away and come back on its port. */
final class TestBroker implements AutoCloseable {

    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    private final String url;

    private TestBroker(Path folder) {
        int port = FreePorts.next();
        this.url = "tcp://127.0.0.1:" + port;
        try {
            server.setConfiguration(configuration(folder, url));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static TestBroker start(Path folder) {
        TestBroker broker = new TestBroker(folder);
        broker.up();
        return broker;
    }

    ActiveMQConnectionFactory connections() {
        return new ActiveMQConnectionFactory(url + "?reconnectAttempts=0&callTimeout=2000&connect-timeout-millis=500");
    }

    void up() {
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    void down() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        down();
    }

    private static Configuration configuration(Path folder, String url) throws Exception {
        return new ConfigurationImpl()
                .setSecurityEnabled(false)
                .setJournalType(JournalType.NIO)
                .setJournalFileSize(1024 * 1024)
                .setJournalMinFiles(2)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .addAcceptorConfiguration("tcp", url);
    }
}
