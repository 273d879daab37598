package vn.gov.hanoi.hpasc.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder.aMessage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.Supplemented;
import vn.gov.hanoi.hpasc.hub.accept.AcceptNode;
import vn.gov.hanoi.hpasc.hub.identity.City;
import vn.gov.hanoi.hpasc.hub.line.Dispatch;
import vn.gov.hanoi.hpasc.hub.storage.SharedPostgres;

/**
 * The plans of every statement that accept, relay and delivery prepare, on an empty, a healthy and a backlogged database. The
 * statements are noted while all of them run, so that a new one cannot be forgotten.
 */
class HotPlansIT {

    private static final Instant NOW = Instant.parse("2026-11-28T02:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> GROWING = Set.of(
            "message", "delivery", "line", "dossier", "dossier_name", "ledger_entry", "obligation", "obligation_entry");
    private static final int MANY = 60_000;

    private static final Set<String> STATEMENTS = new ConcurrentSkipListSet<>();
    private static String url;
    private static DeliveryNode node;

    @BeforeAll
    static void runThemAll() throws Exception {
        url = SharedPostgres.migrated();
        SharedPostgres.withSessionSettings(url);
        node = new DeliveryNode(AcceptNode.recording(url, CLOCK, STATEMENTS), CLOCK);
        DossierMessage submission = aMessage().build();
        node.accept.receipt(submission);
        String dossier = submission.subject();
        DossierMessage later = supplement(dossier);
        node.accept.acceptInOrder(List.of(later, later, supplement(dossier)), true);
        node.accept.accept(supplement("H26.103.25-261128-9999"));
        node.accept.review();
        node.accept.transactions.run(connection -> node.table.relayAgain(connection, "land-office", NOW, 10, NOW));
        UUID delivery = node.delivery(dossier, "land-office", 0);
        node.accept.transactions.run(connection ->
                node.table.renew(connection, delivery, node.load(delivery).round(), NOW));
        node.later(delivery, NOW, true);
        List<Dispatch> due = node.takeDue("land-office", 10);
        assertThat(due).isNotEmpty();
        node.accept.transactions.run(
                connection -> node.table.takeNewest(connection, "land-office", Map.of("H26.01", 1), NOW));
        node.deliver(delivery);
        node.park(node.delivery(dossier, "land-office", 1));
        UUID last = node.delivery(dossier, "land-office", 1);
        node.accept.transactions.run(
                connection -> node.table.giveBack(connection, List.of(new Dispatch("land-office", last, 1))));
        node.inbox.lease(City.agencies().byCode(new AgencyCode("H26.103")).orElseThrow(), 10);
        node.parked.release(node.delivery(dossier, "land-office", 1), "test", "test");
        assertThat(STATEMENTS).hasSizeGreaterThan(25);
    }

    private static DossierMessage supplement(String dossier) {
        return aMessage()
                .about(dossier)
                .with(MessageType.SUPPLEMENTED, new Supplemented(List.of(), null, null, null))
                .build();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void everyRowIsFoundByWhatItIsAskedForWhateverTheTablesHold() throws Exception {
        SoftAssertions softly = new SoftAssertions();
        analyse();
        explain("empty", softly);

        fill("message", "exchange_id", "gen_random_uuid()", "'message_id', 'fill-' || n, 'position', 100 + n");
        fill("dossier", "dossier_id", "-n", "'code', 'fill-' || n");
        fill("dossier_name", "dossier_id", "-n", "'name', 'fill-' || n, 'system', 'elsewhere'");
        fill("line", "dossier_id", "-n", "'open_count', 0");
        fill("ledger_entry", "entry_id", "1000000 + n", "'note', null");
        fill(
                "delivery",
                "delivery_id",
                "gen_random_uuid()",
                "'dossier_id', -n, 'state', 'delivered', 'finished_at', now()");
        analyse();
        explain("healthy", softly);

        fill(
                "delivery",
                "delivery_id",
                "gen_random_uuid()",
                "'dossier_id', -n, 'revision', 1, 'state', 'ready', 'finished_at', null");
        fill(
                "delivery",
                "delivery_id",
                "gen_random_uuid()",
                "'dossier_id', -n, 'revision', 2, 'state', 'waiting', 'finished_at', null");
        analyse();
        explain("backlogged", softly);
        softly.assertAll();
    }

    private static void fill(String table, String key, String value, String others) {
        node.rows.run("insert into " + table + " overriding system value select r.*"
                + " from (select t from " + table + " t limit 1) one, generate_series(1, " + MANY + ") n,"
                + " lateral jsonb_populate_record(one.t, jsonb_build_object('" + key + "', " + value + ", " + others
                + ")) r");
    }

    private static void analyse() {
        GROWING.forEach(table -> node.rows.run("vacuum analyze " + table));
    }

    private static void explain(String database, SoftAssertions softly) throws Exception {
        try (Connection connection = SharedPostgres.unprepared(url);
                Statement statement = connection.createStatement()) {
            for (String sql : STATEMENTS) {
                try (ResultSet row = statement.executeQuery("explain (generic_plan, format json) " + numbered(sql))) {
                    row.next();
                    JsonNode plan = JSON.readTree(row.getString(1)).get(0).get("Plan");
                    nodes(plan)
                            .filter(node ->
                                    GROWING.contains(node.path("Relation Name").asText()))
                            // of a handful of rows all are read sooner than one is looked up; as tables grow, their
                            // statistics are made anew, and plans with them
                            .filter(node -> !database.equals("empty")
                                    || node.path("Node Type").asText().equals("Seq Scan"))
                            .forEach(node -> softly.assertThat(foundByCondition(node))
                                    .as(
                                            "%s: %s%n%s%nin%n%s",
                                            database, sql, node.toPrettyString(), plan.toPrettyString())
                                    .isTrue());
                }
            }
        }
    }

    /** Inserts find nothing; whatever else reads a table reads it by a condition on an index. */
    private static boolean foundByCondition(JsonNode node) {
        return node.path("Node Type").asText().equals("ModifyTable") || node.has("Index Cond");
    }

    private static Stream<JsonNode> nodes(JsonNode plan) {
        return Stream.concat(
                Stream.of(plan),
                Stream.of(plan.path("Plans"))
                        .flatMap(plans -> {
                            Stream.Builder<JsonNode> children = Stream.builder();
                            plans.forEach(children);
                            return children.build();
                        })
                        .flatMap(HotPlansIT::nodes));
    }

    private static String numbered(String sql) {
        StringBuilder numbered = new StringBuilder();
        int next = 1;
        for (char c : sql.toCharArray()) {
            if (c == '?') {
                numbered.append('$').append(next++);
            } else {
                numbered.append(c);
            }
        }
        return numbered.toString();
    }
}
