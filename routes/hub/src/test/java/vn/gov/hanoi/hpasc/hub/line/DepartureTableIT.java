package vn.gov.hanoi.hpasc.hub.line;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.hub.storage.SharedPostgres;

/** Which deliveries go next, with 100,000 of one sender before those of others; each test is undone. */
class DepartureTableIT {

    private static final Instant NOW = Instant.parse("2026-11-28T03:00:00Z");
    private static final String FLOOD = "H26.103";
    private static final String OFFICE = "H26.13";
    private static final String CORE = "H26.01";

    private static HikariDataSource pool;

    private final DepartureTable departures = new DepartureTable();
    private Connection connection;

    @BeforeAll
    static void flood() throws Exception {
        pool = SharedPostgres.pool(SharedPostgres.migrated());
        ready(FLOOD, 100_000, 0, "null");
        ready(OFFICE, 3, 200_000, "null");
        ready(CORE, 3, 300_000, "null");
        ready("H26.19", 3, 400_000, "timestamptz '2026-11-28T04:00:00Z'");
    }

    private static void ready(String sender, int count, int first, String nextAttempt) throws Exception {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        insert into delivery (delivery_id, exchange_id, dossier_id, destination, sender, sequence, state,
                                              next_attempt_at, created_at)
                        select lpad(to_hex(n), 32, '0')::uuid, gen_random_uuid(), n, 'land-office', ?, 1, 'ready', %s,
                               timestamptz '2026-11-28T02:00:00Z'
                        from generate_series(?::int, ?::int) n""".formatted(nextAttempt))) {
            statement.setString(1, sender);
            statement.setInt(2, first);
            statement.setInt(3, first + count - 1);
            statement.executeUpdate();
        }
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @BeforeEach
    void begin() throws Exception {
        connection = pool.getConnection();
        connection.setAutoCommit(false);
        // as the hub's own connections have it, see application.yml
        for (String off : List.of("seqscan", "bitmapscan", "hashjoin", "mergejoin")) {
            try (PreparedStatement statement = connection.prepareStatement("set local enable_" + off + " = off")) {
                statement.execute();
            }
        }
    }

    @AfterEach
    void undo() throws Exception {
        connection.rollback();
        connection.close();
    }

    private static Map<String, Long> bySender(List<Dispatch> taken) {
        return taken.stream().collect(Collectors.groupingBy(Dispatch::sender, Collectors.counting()));
    }

    private static Map<String, Integer> rooms(int each) {
        Map<String, Integer> rooms = new LinkedHashMap<>();
        List.of(OFFICE, FLOOD, CORE, "H26.19").forEach(sender -> rooms.put(sender, each));
        return rooms;
    }

    @Test
    void findsTheSendersOfWhichSomethingIsReady() throws Exception {
        assertThat(departures.senders(connection, "land-office")).containsExactly(CORE, FLOOD, OFFICE, "H26.19");
        assertThat(departures.senders(connection, "construction")).isEmpty();
    }

    @Test
    void takesATurnOfEachSenderOfWhatIsDueTheOldestFirst() throws Exception {
        List<Dispatch> taken = departures.takeDue(connection, "land-office", rooms(10), 100, NOW);

        assertThat(bySender(taken)).isEqualTo(Map.of(FLOOD, 10L, OFFICE, 3L, CORE, 3L));
        assertThat(taken.stream()
                        .filter(dispatch -> dispatch.sender().equals(FLOOD))
                        .map(dispatch -> dispatch.deliveryId().getLeastSignificantBits()))
                .containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(bySender(departures.takeDue(connection, "land-office", rooms(10), 1, NOW)))
                .as("one probe")
                .isEqualTo(Map.of(FLOOD, 1L));
    }

    @Test
    void takesTheNewestOfEachSender() throws Exception {
        List<Dispatch> taken = departures.takeNewest(connection, "land-office", rooms(2), NOW);

        assertThat(bySender(taken)).isEqualTo(Map.of(FLOOD, 2L, OFFICE, 2L, CORE, 2L));
        assertThat(taken.stream().map(dispatch -> dispatch.deliveryId().getLeastSignificantBits()))
                .contains(99_999L, 99_998L);
    }

    @Test
    void givesBackWhatANodeThatStopsHasInFlightInTheRoundsItKnows() throws Exception {
        List<Dispatch> taken = departures.takeDue(connection, "land-office", Map.of(CORE, 3), 3, NOW);
        Dispatch first = taken.getFirst();
        Dispatch ofAFormerRound =
                Dispatch.of("land-office", taken.getLast().brokerText().replaceAll(":[0-9]+$", ":7"));

        assertThat(departures.giveBack(connection, List.of(first, ofAFormerRound)))
                .isEqualTo(1);

        assertThat(departures.takeDue(connection, "land-office", Map.of(CORE, 3), 3, NOW))
                .singleElement()
                .satisfies(again -> {
                    assertThat(again.deliveryId()).isEqualTo(first.deliveryId());
                    assertThat(again.round()).isEqualTo(first.round() + 1);
                });
    }

    @Test
    void readsOnlyWhatItTakes() throws Exception {
        assertThat(blocks(DepartureTable.SENDERS, "land-office", "land-office")).isLessThan(60);
        Object[] turns = {
            NOW.toString(),
            rooms(16).keySet().toArray(new String[0]),
            rooms(16).values().toArray(new Integer[0]),
            "land-office"
        };
        assertThat(blocks(DepartureTable.TAKE_NEWEST, turns)).isLessThan(1_500);
        assertThat(blocks(DepartureTable.TAKE_DUE, turns[0], turns[1], turns[2], turns[3], NOW.toString(), 64))
                .isLessThan(1_500);
    }

    /** How many blocks of the database a statement looks at. */
    private long blocks(String sql, Object... parameters) throws Exception {
        try (PreparedStatement statement =
                connection.prepareStatement("explain (analyze, buffers, format json) " + sql)) {
            for (int i = 0; i < parameters.length; i++) {
                switch (parameters[i]) {
                    case String[] texts -> statement.setArray(i + 1, connection.createArrayOf("text", texts));
                    case Integer[] numbers -> statement.setArray(i + 1, connection.createArrayOf("int4", numbers));
                    default -> statement.setObject(i + 1, parameters[i]);
                }
            }
            try (ResultSet row = statement.executeQuery()) {
                assertThat(row.next()).isTrue();
                JsonNode plan =
                        new ObjectMapper().readTree(row.getString(1)).get(0).get("Plan");
                assertThat(plan.toString()).doesNotContain("Seq Scan");
                return plan.path("Shared Hit Blocks").asLong()
                        + plan.path("Shared Read Blocks").asLong();
            }
        }
    }
}
