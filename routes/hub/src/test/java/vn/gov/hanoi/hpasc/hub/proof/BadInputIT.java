package vn.gov.hanoi.hpasc.hub.proof;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.ConnectionFactory;
import java.net.URI;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.gov.hanoi.hpasc.hub.broker.BrokerUsers;
import vn.gov.hanoi.hpasc.hub.identity.KeyFolder;
import vn.gov.hanoi.hpasc.hub.ingress.BadInputContract;

/** All the bad input there is, to the hub as it runs: real PostgreSQL behind it, of which nothing may change. */
@ExtendWith(OnTheBench.class)
class BadInputIT extends BadInputContract {

    /** Whatever is written when a message is taken, or half taken. */
    private static final List<String> TABLES = List.of(
            "message", "receipt_batch", "dossier", "dossier_name", "held_message", "line", "delivery", "ledger_entry");

    private static final String COUNTS = TABLES.stream()
            .map(table -> "(select count(*) from " + table + ") as " + table)
            .collect(Collectors.joining(", ", "select ", ""));

    private final Bench bench;
    private Map<String, Object> before = Map.of();

    BadInputIT(Bench bench) {
        this.bench = bench;
    }

    /** Nobody else may read the receipts, and nothing may be on its way. */
    @BeforeAll
    void rest() {
        bench.agency(Dossier.CORE).close();
        Bench.eventually(() -> assertThat(bench.database()
                        .count(
                                "select count(*) from delivery where state in ('ready', 'in-flight') and destination not in"
                                        + " ('finance-investment', 'ward-103')"))
                .isZero());
        before = counts();
    }

    @AfterAll
    void everythingIsAccountedFor() {
        assertThat(bench.hub().admin().balance().path("even").asBoolean()).isTrue();
    }

    private Map<String, Object> counts() {
        return bench.database().sql().sql(COUNTS).query().singleRow();
    }

    @Override
    protected URI address(String path) {
        return bench.hub().http().resolve(path);
    }

    @Override
    protected String token(String agency) {
        return bench.hub().token(agency);
    }

    @Override
    protected ConnectionFactory broker(String agency) {
        BrokerUsers.Credentials user = bench.hub().brokerUser(agency);
        return new ActiveMQConnectionFactory(
                "tcp://127.0.0.1:" + bench.hub().brokerPort(), user.user(), user.password());
    }

    @Override
    protected KeyPair keys(String agency) {
        return bench.hub().bean(KeyFolder.class).pair(agency);
    }

    @Override
    protected Instant now() {
        return bench.clock().instant();
    }

    @Override
    protected void assertNothingTaken() {
        Map<String, Object> now = counts();
        Map<String, Object> then = before;
        before = now;
        assertThat(now).isEqualTo(then);
    }
}
