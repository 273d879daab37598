package vn.gov.hanoi.hpasc.hub.callback.landregistry;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.ingress.Json;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;
import vn.gov.hanoi.hpasc.hub.landregistry.LinkedFiles;
import vn.gov.hanoi.hpasc.hub.landregistry.LinkedFiles.Announced;
import vn.gov.hanoi.hpasc.hub.storage.Store;

/** The tables {@code land_call}, {@code land_taken} and {@code land_born}. */
@Component
class LandCallTable {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));
    private static final Set<String> SECRET = Set.of("authorization", "cookie", "proxy-authorization");

    private final Transactions transactions;
    private final LinkedFiles files;
    private final LandCallbackProperties properties;
    private final Store store;
    private final Clock clock;

    LandCallTable(
            Transactions transactions, LinkedFiles files, LandCallbackProperties properties, Store store, Clock clock) {
        this.transactions = transactions;
        this.files = files;
        this.properties = properties;
        this.store = store;
        this.clock = clock;
    }

    /** Keeps a call as it came, but for its secrets, before anything of it is looked at. */
    long keep(HttpRequest request, String address, LandOperation operation, byte[] body, Instant at) {
        return transactions.ask(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    insert into land_call (received_at, operation, headers, body, remote_address)
                    values (?::timestamptz, ?, ?::jsonb, ?, ?) returning call_id""")) {
                statement.setString(1, at.toString());
                statement.setString(2, operation.wire());
                statement.setString(3, headers(request.headers()));
                statement.setBytes(4, body);
                statement.setString(5, address);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    private String headers(Map<String, List<String>> came) {
        Map<String, List<String>> headers = new TreeMap<>(came);
        String secret = properties.header();
        headers.replaceAll(
                (name, values) -> SECRET.contains(name) || name.equalsIgnoreCase(secret) ? List.of("***") : values);
        return Json.text(headers).replace("\\u0000", "");
    }

    void decided(long call, int result, String message) {
        transactions.ask(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    update land_call set result = ?, message = ?, decided_at = ?::timestamptz where call_id = ?""")) {
                statement.setInt(1, result);
                statement.setString(2, message.replace('\0', ' '));
                statement.setString(3, clock.instant().toString());
                statement.setLong(4, call);
                return statement.executeUpdate();
            }
        });
    }

    /** What the same call became before, when any of it was accepted, as CloudEvents; empty when nothing was. */
    List<String> takenBefore(String key, String source, String firstId) {
        return transactions.ask(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    select t.messages ->> 'messages' from land_taken t where t.call_key = ?
                    and exists (select 1 from message m where m.source = ? and m.message_id = ?)""")) {
                statement.setString(1, key);
                statement.setString(2, source);
                statement.setString(3, firstId);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? List.of(row.getString(1).split("\n")) : List.of();
                }
            }
        });
    }

    /**
     * Writes down what a call is about to become, and which files belong to it. Nothing comes of it until the first message
     * is accepted. Where the same call is under way at another node, or was and nobody knows the end, it becomes what it was
     * about to become there: its messages have the same keys and must not say anything else.
     *
     * @return the messages that the call becomes, as CloudEvents
     */
    List<String> announce(String key, LandOperation operation, List<byte[]> messages, Announced announced) {
        String lines = String.join(
                "\n",
                messages.stream()
                        .map(json -> new String(json, StandardCharsets.UTF_8))
                        .toList());
        Instant now = clock.instant();
        return transactions.ask(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    insert into land_taken (call_key, operation, subject, messages, taken_at)
                    values (?, ?, ?, jsonb_build_object('messages', ?::text), ?::timestamptz)
                    on conflict (call_key) do update set messages = excluded.messages, subject = excluded.subject,
                                                         taken_at = excluded.taken_at, refused = false
                    where land_taken.refused""")) {
                statement.setString(1, key);
                statement.setString(2, operation.wire());
                statement.setString(3, announced.subject());
                statement.setString(4, lines);
                statement.setString(5, now.toString());
                statement.executeUpdate();
            }
            files.announce(connection, announced, now);
            try (PreparedStatement statement =
                    connection.prepareStatement("select messages ->> 'messages' from land_taken where call_key = ?")) {
                statement.setString(1, key);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return List.of(row.getString(1).split("\n"));
                }
            }
        });
    }

    /** Says that the hub said no to what the call was about to become: the next such call may become something else. */
    void refused(String key) {
        transactions.ask(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("update land_taken set refused = true where call_key = ?")) {
                statement.setString(1, key);
                return statement.executeUpdate();
            }
        });
    }

    /** Our code of a dossier that has only a number of the land office: given once, from a counter that all nodes share. */
    String codeOf(String receiptNumber, Instant takenInAt) {
        return transactions.ask(connection -> {
            give(connection, receiptNumber, takenInAt);
            try (PreparedStatement read =
                    connection.prepareStatement("select code from land_born where receipt_number = ?")) {
                read.setString(1, receiptNumber);
                try (ResultSet row = read.executeQuery()) {
                    row.next();
                    return row.getString(1);
                }
            }
        });
    }

    private void give(Connection connection, String receiptNumber, Instant takenInAt) throws SQLException {
        try (PreparedStatement give = connection.prepareStatement("""
                insert into land_born (receipt_number, code, born_at)
                values (?, ? || lpad(nextval('land_born_number')::text, 7, '0'), ?::timestamptz)
                on conflict (receipt_number) do nothing""")) {
            give.setString(1, receiptNumber);
            give.setString(2, properties.receivingBranch() + "-" + DAY.format(takenInAt) + "-");
            give.setString(3, clock.instant().toString());
            give.executeUpdate();
        }
    }

    /** Forgets what is too old. */
    @Scheduled(
            fixedDelayString = "${hub.land-registry.callback.forget:1h}",
            initialDelayString = "${hub.land-registry.callback.forget:1h}")
    void forget() {
        if (!store.ready()) {
            return;
        }
        String before = clock.instant().minus(properties.keep()).toString();
        try {
            transactions.ask(connection -> {
                for (String old : List.of(
                        "delete from land_call where received_at < ?::timestamptz",
                        "delete from land_taken where taken_at < ?::timestamptz")) {
                    try (PreparedStatement statement = connection.prepareStatement(old)) {
                        statement.setString(1, before);
                        statement.executeUpdate();
                    }
                }
                return true;
            });
        } catch (StoreUnavailable away) {
            // next time
        }
    }
}
