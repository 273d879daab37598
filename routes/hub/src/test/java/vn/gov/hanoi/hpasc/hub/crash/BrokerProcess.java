package vn.gov.hanoi.hpasc.hub.crash;

import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.awaitility.Awaitility;
import org.springframework.util.FileSystemUtils;
import vn.gov.hanoi.hpasc.connectors.testkit.process.FreePorts;
import vn.gov.hanoi.hpasc.connectors.testkit.process.OwnProcess;
import vn.gov.hanoi.hpasc.hub.broker.BrokerUsers;

/** Artemis in a process of its own ({@code hub broker}), always at the same port. */
final class BrokerProcess implements AutoCloseable {

    private final Path folder;
    private final int port = FreePorts.next();
    private OwnProcess process;

    BrokerProcess(Path folder, Iterable<String> agencies) {
        this.folder = folder;
        BrokerUsers users = new BrokerUsers(users());
        users.ensure(BrokerUsers.HUB);
        agencies.forEach(users::ensure);
        this.process = started();
    }

    private OwnProcess started() {
        OwnProcess broker = OwnProcess.startJava(
                List.of(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        PackagedHub.jar().toString(),
                        "broker",
                        "--data-dir=" + folder,
                        "--port=" + port),
                Map.of(),
                folder.resolve("broker.log"));
        Awaitility.await("the broker listens")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> listens() || !broker.isAlive());
        if (!broker.isAlive()) {
            throw new IllegalStateException("the broker did not start: " + broker.describe());
        }
        return broker;
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The folder of its users. */
    Path users() {
        return folder.resolve("brokers");
    }

    String url() {
        return "tcp://127.0.0.1:" + port;
    }

    /** How {@code agency} connects: a failed connection fails at once and stays so. */
    ActiveMQConnectionFactory factoryFor(String agency) {
        Properties user = new Properties();
        try (Reader file = Files.newBufferedReader(users().resolve(agency + ".properties"))) {
            user.load(file);
        } catch (IOException e) {
            throw new IllegalStateException("no broker user for " + agency, e);
        }
        ActiveMQConnectionFactory factory =
                new ActiveMQConnectionFactory(url(), user.getProperty("user"), user.getProperty("password"));
        factory.setReconnectAttempts(0);
        factory.setInitialConnectAttempts(1);
        factory.setCallTimeout(5000);
        factory.setClientFailureCheckPeriod(2000);
        factory.setConnectionTTL(6000);
        return factory;
    }

    void kill() {
        process.kill();
    }

    /** Deletes all that the broker, which is dead, had on its disk; its users stay. */
    void loseJournal() throws IOException {
        Path journal = folder.resolve("artemis");
        if (process.isAlive() || !FileSystemUtils.deleteRecursively(journal)) {
            throw new IllegalStateException("no journal was lost at " + journal);
        }
    }

    /** Starts it again on the journal that the killed one left. */
    void restart() {
        process = started();
    }

    @Override
    public void close() {
        process.close();
    }
}
