package vn.gov.hanoi.hpasc.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.broker.AgencyMessage;
import vn.gov.hanoi.hpasc.hub.broker.BrokerSettings;
import vn.gov.hanoi.hpasc.hub.broker.BrokerUsers;
import vn.gov.hanoi.hpasc.hub.broker.HubBroker;
import vn.gov.hanoi.hpasc.hub.broker.Queues;

class QueueCommandsIT {

    private static final AgencyCode AGENCY = new AgencyCode("H26.01");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private BrokerUsers users;
    private HubBroker broker;

    @BeforeEach
    void start() throws Exception {
        users = new BrokerUsers(folder.resolve("brokers"));
        users.ensure(AGENCY.value());
        broker = new HubBroker(BrokerSettings.under(folder, "127.0.0.1", 0), users);
        broker.start();
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"amqp", "core"})
    void sendsAFileAndPrintsItsReceipt(String wire) throws Exception {
        Path file = Files.writeString(folder.resolve("message.json"), "{\"specversion\":\"1.0\",\"id\":\"ä'1\"}");
        CompletableFuture<String> received = CompletableFuture.supplyAsync(this::answerOneMessage);

        int exit = run("send", "--agency", "H26.01", "--wire", wire, file.toString());

        assertThat(received.get(10, TimeUnit.SECONDS)).isEqualTo(Files.readString(file));
        assertThat(exit).as(err.toString()).isZero();
        assertThat(out.toString()).contains("\"exchangeId\" : \"e-1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"amqp", "core"})
    void printsWhatWaitsForAnAgencyAndTakesItOut(String wire) throws Exception {
        try (JMSContext hub = hub()) {
            hub.createProducer().send(hub.createQueue(Queues.out(AGENCY)), "{\"id\":\"m-1\"}");
        }

        assertThat(run("receive", "--agency", "H26.01", "--wire", wire, "--wait", "5"))
                .isZero();
        assertThat(out.toString()).contains("\"id\" : \"m-1\"");

        assertThat(run("receive", "--agency", "H26.01", "--wire", wire, "--wait", "1"))
                .isZero();
        assertThat(err.toString()).contains("nothing more in hpasc.out.H26.01");
    }

    /** Plays the hub: reads one message and answers with a receipt. */
    private String answerOneMessage() {
        try (JMSContext hub = hub()) {
            AgencyMessage message = AgencyMessage.of(
                    hub.createConsumer(hub.createQueue(Queues.in(AGENCY))).receive(10_000));
            hub.createProducer()
                    .setJMSCorrelationID(message.correlation())
                    .send(hub.createQueue(Queues.receipts(AGENCY)), "{\"exchangeId\":\"e-1\"}");
            return message.text();
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    private JMSContext hub() {
        JMSContext context = new ActiveMQConnectionFactory(
                        broker.inVmUrl(),
                        BrokerUsers.HUB,
                        users.ensure(BrokerUsers.HUB).password())
                .createContext();
        context.start();
        return context;
    }

    private int run(String command, String... arguments) {
        String[] all = new String[arguments.length + 5];
        all[0] = command;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--data-dir";
        all[arguments.length + 2] = folder.toString();
        all[arguments.length + 3] = "--port";
        all[arguments.length + 4] = Integer.toString(broker.port());
        return HubCommand.execute(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }
}
