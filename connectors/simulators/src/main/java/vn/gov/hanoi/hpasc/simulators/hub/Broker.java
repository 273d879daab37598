package vn.gov.hanoi.hpasc.simulators.hub;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** The hub's broker, as one agency may use it. */
@FunctionalInterface
public interface Broker {

    Connection connect() throws JMSException;

    /**
     * The broker at {@code url} with the user of a file, as the sandbox writes it: {@code brokers/<agency code>.properties}
     * with {@code user} and {@code password}. The file is read at every connection; it need not be there yet.
     */
    static Broker at(String url, Path userFile) {
        return () -> {
            Properties user = new Properties();
            try (Reader reader = Files.newBufferedReader(userFile)) {
                user.load(reader);
            } catch (IOException e) {
                throw new JMSException("no broker user yet: " + e.getMessage());
            }
            ActiveMQConnectionFactory factory =
                    new ActiveMQConnectionFactory(url, user.getProperty("user"), user.getProperty("password"));
            factory.setReconnectAttempts(0);
            return factory.createConnection();
        };
    }
}
