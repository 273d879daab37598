package vn.gov.hanoi.hpasc.hub.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder.aMessage;

import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.hub.accept.AcceptNode;
import vn.gov.hanoi.hpasc.hub.storage.Rows;
import vn.gov.hanoi.hpasc.hub.storage.SharedPostgres;

/** The balance counted on from its checkpoint. */
class BalanceIT {

    private static final Instant NOW = Instant.now().plusSeconds(3600);
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final int MANY = 100_000;

    private AcceptNode node;
    private Rows rows;
    private Balance balance;

    @BeforeEach
    void acceptAndDeliver() throws Exception {
        String url = SharedPostgres.migrated();
        SharedPostgres.withSessionSettings(url);
        node = AcceptNode.on(url, CLOCK);
        rows = new Rows(node.ownerPool);
        balance = new Balance(node.transactions);
        for (int i = 0; i < 6; i++) {
            node.receipt(aMessage().build());
        }
        rows.run(
                "update delivery set state = 'delivered', finished_at = ?::timestamptz where destination = 'land-office'"
                        + " and delivery_id in (select delivery_id from delivery where destination = 'land-office' limit 4)",
                NOW.toString());
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private Map<String, Long> differences() {
        return balance.rows().stream()
                .filter(row -> row.difference() != 0)
                .collect(Collectors.toMap(Balance.Row::destination, Balance.Row::difference));
    }

    /** How many blocks of the database counting reads. */
    private long blocks() {
        String plan = node.transactions.ask(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(Balance.PLANS);
                StringBuilder lines = new StringBuilder();
                try (ResultSet row = statement.executeQuery("explain (analyze, buffers) " + Balance.QUERY)) {
                    while (row.next()) {
                        lines.append(row.getString(1)).append('\n');
                    }
                }
                return lines.toString();
            }
        });
        Matcher blocks = Pattern.compile("Buffers: shared hit=(\\d+)").matcher(plan);
        assertThat(blocks.find()).as(plan).isTrue();
        return Long.parseLong(blocks.group(1));
    }

    private Balance.Row land() {
        return balance.rows().stream()
                .filter(row -> row.destination().equals("land-office"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void isTheSameBeforeAndAfterTheCheckpointMovesOn() {
        List<Balance.Row> before = balance.rows();
        assertThat(differences()).isEmpty();
        assertThat(land().delivered()).isEqualTo(4);
        assertThat(land().created()).isEqualTo(6);

        balance.advance(NOW.plus(Duration.ofMinutes(10)));

        assertThat(rows.count("select delivered from balance_checkpoint where destination = 'land-office'"))
                .isEqualTo(4);
        assertThat(balance.rows()).isEqualTo(before);
        balance.advance(NOW.plus(Duration.ofMinutes(20)));
        assertThat(balance.rows()).isEqualTo(before);
    }

    @Test
    void leavesWhatWasFinishedJustNowToTheTables() {
        balance.advance(NOW.plusSeconds(60));

        assertThat(rows.count("select coalesce(sum(delivered), 0) from balance_checkpoint"))
                .isZero();
        assertThat(land().delivered()).isEqualTo(4);
    }

    @Test
    void showsAtOnceWhenARowOfThePastIsLostOrComesBack() {
        balance.advance(NOW.plus(Duration.ofMinutes(10)));
        rows.run("create table lost as select * from delivery where state = 'delivered' limit 1");

        rows.run("delete from delivery where delivery_id in (select delivery_id from lost)");
        assertThat(differences()).isEqualTo(Map.of("land-office", 1L));

        rows.run("insert into delivery select * from lost");
        assertThat(differences()).isEmpty();
    }

    @Test
    void followsWhenARowOfThePastIsChanged() {
        balance.advance(NOW.plus(Duration.ofMinutes(10)));

        rows.run("update delivery set state = 'refused' where delivery_id in"
                + " (select delivery_id from delivery where state = 'delivered' limit 1)");

        assertThat(differences()).isEmpty();
        assertThat(land().delivered()).isEqualTo(3);
        assertThat(land().refused()).isEqualTo(1);
    }

    @Test
    void countsAnewWhenTheClockIsSetBack() {
        balance.advance(NOW.plus(Duration.ofHours(3)));
        rows.run(
                "update delivery set state = 'delivered', finished_at = ?::timestamptz where finished_at is null",
                NOW.plusSeconds(1).toString());
        assertThat(differences()).as("taken for counted").isNotEmpty();

        balance.advance(NOW.plusSeconds(2));

        assertThat(differences()).isEmpty();
    }

    @Test
    void readsLittleHoweverMuchWasDelivered() {
        rows.run(
                "insert into delivery (delivery_id, exchange_id, dossier_id, destination, sender, sequence, state,"
                        + " created_at, finished_at)"
                        + " select gen_random_uuid(), gen_random_uuid(), -n, 'land-office', 'H26.01', 1, 'delivered', now(),"
                        + " ?::timestamptz from generate_series(1, " + MANY + ") n",
                NOW.minusSeconds(1).toString());
        rows.run("vacuum analyze delivery");
        balance.advance(NOW.plus(Duration.ofMinutes(10)));
        node.receipt(aMessage().build());

        assertThat(blocks()).isLessThan(500);
        assertThat(differences()).isEqualTo(Map.of("land-office", (long) -MANY));
    }
}
