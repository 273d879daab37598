package vn.gov.hanoi.hpasc.hub.crash;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A proof is worth what its harness is: what is killed comes back with all it had confirmed, and nothing stays behind. */
@Execution(ExecutionMode.CONCURRENT)
class HarnessIT {

    private static final String AGENCY = "H26.01";
    private static final int ROWS = 100;

    private final Path folder =
            Path.of("target", "harness", "run-" + System.currentTimeMillis()).toAbsolutePath();

    @Test
    void postgresComesBackFromAKillWithAllThatWasCommitted() throws Exception {
        try (PostgresProcess postgres = new PostgresProcess(folder.resolve("postgres"))) {
            try (java.sql.Connection connection = postgres.connect("hub");
                    Statement statement = connection.createStatement()) {
                statement.execute("create table kept (n int)");
                for (int n = 0; n < ROWS; n++) {
                    statement.execute("insert into kept values (" + n + ")");
                }
            }

            postgres.kill();
            postgres.restart();

            assertThat(postgres.number("select count(*) from kept")).isEqualTo(ROWS);
        }
    }

    @Test
    void theBrokerComesBackFromAKillWithAllThatWasConfirmed() throws Exception {
        try (BrokerProcess broker = new BrokerProcess(folder.resolve("broker"), List.of(AGENCY))) {
            try (Connection connection = broker.factoryFor(AGENCY).createConnection();
                    Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
                session.createProducer(session.createQueue("hpasc.in." + AGENCY))
                        .send(session.createTextMessage("kept"));
            }

            broker.kill();
            broker.restart();

            try (Connection connection = broker.factoryFor("hub").createConnection();
                    Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
                connection.start();
                MessageConsumer consumer = session.createConsumer(session.createQueue("hpasc.in." + AGENCY));
                assertThat(consumer.receive(5000).getBody(String.class)).isEqualTo("kept");
            }
        }
    }
}
