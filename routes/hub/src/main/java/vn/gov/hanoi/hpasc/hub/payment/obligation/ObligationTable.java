package vn.gov.hanoi.hpasc.hub.payment.obligation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.ChargeKind;
import vn.gov.hanoi.hpasc.dossier.Payee;
import vn.gov.hanoi.hpasc.dossier.Vnd;
import vn.gov.hanoi.hpasc.hub.commit.Columns;

/** The tables {@code obligation}, {@code revocation} and {@code obligation_entry}; written only under the dossier's lock. */
public final class ObligationTable {

    private static final String OBLIGATIONS =
            "select * from obligation where dossier_id = any(?) order by dossier_id, raised_at, obligation_id";
    private static final String ENTRIES =
            "select * from obligation_entry where dossier_id = any(?) order by dossier_id, exchange_id";
    private static final String REVOCATIONS =
            "select * from revocation where dossier_id = any(?) order by dossier_id, requested_at, obligation_id";
    private static final String WRITE = """
            insert into obligation (dossier_id, obligation_id, origin, raiser, kind, name, amount, due_at, notice, payee_account,
                                    payee_bank, payee_name, payer, confirmed, refunded, raised_by, raised_at, updated_at)
            select u.*, ?::timestamptz
            from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[],
                        ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[],
                        ?::bigint[], ?::uuid[], ?::timestamptz[]) u
            on conflict (dossier_id, obligation_id) do update set
                origin = excluded.origin, raiser = excluded.raiser, kind = excluded.kind, name = excluded.name, amount = excluded.amount,
                due_at = excluded.due_at, notice = excluded.notice, payee_account = excluded.payee_account,
                payee_bank = excluded.payee_bank, payee_name = excluded.payee_name, payer = excluded.payer,
                confirmed = excluded.confirmed, refunded = excluded.refunded, raised_by = excluded.raised_by,
                raised_at = excluded.raised_at, updated_at = excluded.updated_at""";
    private static final String ADD = """
            insert into obligation_entry (exchange_id, dossier_id, teller, obligation_id, kind, amount, at, gateway,
                                          transaction, receipt, counted)
            select exchange_id, dossier_id, teller, obligation_id, kind, amount, at, gateway, transaction, receipt,
                   counted = 1
            from unnest(?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::timestamptz[],
                        ?::text[], ?::text[], ?::text[], ?::int[])
                 u(exchange_id, dossier_id, teller, obligation_id, kind, amount, at, gateway, transaction, receipt, counted)""";

    private static final String ANSWER = """
            insert into revocation (dossier_id, obligation_id, state, requested_by, requested_at, reason, answered_by,
                                    answered_at, note)
            select * from unnest(?::bigint[], ?::text[], ?::text[], ?::uuid[], ?::timestamptz[], ?::text[], ?::uuid[],
                                 ?::timestamptz[], ?::text[])
            on conflict (dossier_id, obligation_id) do update set
                state = excluded.state, requested_by = excluded.requested_by, requested_at = excluded.requested_at,
                reason = excluded.reason, answered_by = excluded.answered_by, answered_at = excluded.answered_at,
                note = excluded.note""";

    /** What each of {@code dossiers} owes; those that owe nothing are left out. */
    public Map<Long, Dues> of(Connection connection, Collection<Long> dossiers) throws SQLException {
        if (dossiers.isEmpty()) {
            return Map.of();
        }
        Map<Long, List<Obligation>> obligations = new HashMap<>();
        Map<Long, List<MoneyEntry>> entries = new HashMap<>();
        read(
                connection,
                OBLIGATIONS,
                dossiers,
                row -> obligations
                        .computeIfAbsent(row.getLong("dossier_id"), id -> new ArrayList<>())
                        .add(obligation(row)));
        Map<Long, List<Revocation>> revocations = new HashMap<>();
        read(
                connection,
                REVOCATIONS,
                dossiers,
                row -> revocations
                        .computeIfAbsent(row.getLong("dossier_id"), id -> new ArrayList<>())
                        .add(revocation(row)));
        read(
                connection,
                ENTRIES,
                dossiers,
                row -> entries.computeIfAbsent(row.getLong("dossier_id"), id -> new ArrayList<>())
                        .add(entry(row)));
        Map<Long, Dues> dues = new HashMap<>();
        for (Long dossier : dossiers) {
            if (obligations.containsKey(dossier) || revocations.containsKey(dossier) || entries.containsKey(dossier)) {
                dues.put(
                        dossier,
                        Dues.stored(
                                obligations.getOrDefault(dossier, List.of()),
                                revocations.getOrDefault(dossier, List.of()),
                                entries.getOrDefault(dossier, List.of())));
            }
        }
        return dues;
    }

    /** Writes what was folded onto each dossier. */
    public void write(Connection connection, Map<Long, Dues> changed, Instant now) throws SQLException {
        List<Owed> owed = changed.entrySet().stream()
                .flatMap(dues ->
                        dues.getValue().toWrite().stream().map(obligation -> new Owed(dues.getKey(), obligation)))
                .toList();
        if (!owed.isEmpty()) {
            try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
                columns(statement, owed, now).executeUpdate();
            }
        }
        List<Asked> asked = changed.entrySet().stream()
                .flatMap(dues -> dues.getValue().revocationsToWrite().stream()
                        .map(revocation -> new Asked(dues.getKey(), revocation)))
                .toList();
        if (!asked.isEmpty()) {
            try (PreparedStatement statement = connection.prepareStatement(ANSWER)) {
                revocations(statement, asked).executeUpdate();
            }
        }
        List<Told> told = changed.entrySet().stream()
                .flatMap(dues -> dues.getValue().toAdd().stream().map(entry -> new Told(dues.getKey(), entry)))
                .toList();
        if (!told.isEmpty()) {
            try (PreparedStatement statement = connection.prepareStatement(ADD)) {
                columns(statement, told).executeUpdate();
            }
        }
    }

    private record Owed(Long dossier, Obligation obligation) {}

    private record Told(Long dossier, MoneyEntry entry) {}

    private record Asked(Long dossier, Revocation revocation) {}

    private static PreparedStatement revocations(PreparedStatement statement, List<Asked> asked) throws SQLException {
        return Columns.bind(statement, asked)
                .bigint(Asked::dossier)
                .text(a -> a.revocation().obligationId())
                .text(a -> wire(a.revocation().state()))
                .uuid(a -> a.revocation().requestedBy())
                .instant(a -> a.revocation().requestedAt())
                .text(a -> a.revocation().reason())
                .uuid(a -> a.revocation().answeredBy())
                .instant(a -> a.revocation().answeredAt())
                .text(a -> a.revocation().note())
                .done();
    }

    private static PreparedStatement columns(PreparedStatement statement, List<Owed> owed, Instant now)
            throws SQLException {
        return Columns.bind(statement, owed)
                .value(now.toString())
                .bigint(Owed::dossier)
                .text(o -> o.obligation().id())
                .text(o -> wire(o.obligation().origin()))
                .text(o -> o.obligation().raiser().value())
                .text(o -> wire(o.obligation().kind()))
                .text(o -> o.obligation().name())
                .bigint(o -> o.obligation().amount().amount())
                .instant(o -> o.obligation().dueAt())
                .text(o -> o.obligation().notice())
                .text(o -> ofPayee(o, Payee::account))
                .text(o -> ofPayee(o, Payee::bankCode))
                .text(o -> ofPayee(o, Payee::name))
                .text(o -> o.obligation().payer())
                .bigint(o -> o.obligation().confirmed())
                .bigint(o -> o.obligation().refunded())
                .uuid(o -> o.obligation().raisedBy())
                .instant(o -> o.obligation().raisedAt())
                .done();
    }

    private static @Nullable String ofPayee(Owed owed, Function<Payee, @Nullable String> member) {
        Payee payee = owed.obligation().payee();
        return payee == null ? null : member.apply(payee);
    }

    private static PreparedStatement columns(PreparedStatement statement, List<Told> told) throws SQLException {
        return Columns.bind(statement, told)
                .uuid(t -> t.entry().exchangeId())
                .bigint(Told::dossier)
                .text(t -> t.entry().teller().value())
                .text(t -> t.entry().obligationId())
                .text(t -> wire(t.entry().kind()))
                .bigint(t -> t.entry().amount())
                .instant(t -> t.entry().at())
                .text(t -> t.entry().gateway())
                .text(t -> t.entry().transaction())
                .text(t -> t.entry().receipt())
                .integer(t -> t.entry().counted() ? 1 : 0)
                .done();
    }

    private static String wire(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }

    @FunctionalInterface
    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private static void read(Connection connection, String query, Collection<Long> dossiers, Row reader)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setArray(1, connection.createArrayOf("int8", dossiers.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    reader.read(row);
                }
            }
        }
    }

    private static Obligation obligation(ResultSet row) throws SQLException {
        String account = row.getString("payee_account");
        return new Obligation(
                row.getString("obligation_id"),
                Obligation.Origin.valueOf(row.getString("origin").toUpperCase(Locale.ROOT)),
                new AgencyCode(row.getString("raiser")),
                ChargeKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("name"),
                new Vnd(row.getLong("amount")),
                instant(row, "due_at"),
                row.getString("notice"),
                account == null ? null : new Payee(account, row.getString("payee_bank"), row.getString("payee_name")),
                row.getString("payer"),
                row.getLong("confirmed"),
                row.getLong("refunded"),
                row.getObject("raised_by", UUID.class),
                row.getObject("raised_at", OffsetDateTime.class).toInstant());
    }

    private static Revocation revocation(ResultSet row) throws SQLException {
        return new Revocation(
                row.getString("obligation_id"),
                Revocation.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getObject("requested_by", UUID.class),
                instant(row, "requested_at"),
                row.getString("reason"),
                row.getObject("answered_by", UUID.class),
                instant(row, "answered_at"),
                row.getString("note"));
    }

    private static MoneyEntry entry(ResultSet row) throws SQLException {
        return new MoneyEntry(
                row.getObject("exchange_id", UUID.class),
                new AgencyCode(row.getString("teller")),
                row.getString("obligation_id"),
                MoneyEntry.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getLong("amount"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("gateway"),
                row.getString("transaction"),
                row.getString("receipt"),
                row.getBoolean("counted"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
