package vn.gov.hanoi.hpasc.hub.tax;

import static vn.gov.hanoi.hpasc.hub.payment.book.Book.at;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import vn.gov.hanoi.hpasc.hub.commit.Columns;
import vn.gov.hanoi.hpasc.hub.payment.book.Book.Page;

/** The tables {@code tax_row}, {@code tax_claim} and {@code tax_sighting}. */
final class TaxTable {

    /** Whoever decides about rows holds it to the end of his transaction. */
    private static final long LOCK = 0x7461_7852_6f77L;

    private static final int AT_ONCE = 500;

    private static final String DOSSIERS = """
        select c.said, d.code from unnest(?::text[]) c(said) join dossier d on d.dossier_id = dossier_named(c.said)
        where d.registered_by is not null\
        """;

    private static final String WRITE = """
        insert into tax_row (row_id, kind, digest, content, dossier_said, dossier, number, amount, fact, said, state,
                             reason, detail, message_id, first_seen_at, last_seen_at, next_try_at)
        select id, kind, digest, content, dossier_said, dossier, number, amount, fact::jsonb, said::jsonb, state, reason,
               detail, message_id, first_seen_at::timestamptz, first_seen_at::timestamptz,
               case when state = 'ready' then first_seen_at::timestamptz end
        from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[],
                    ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
             u (id, kind, digest, content, dossier_said, dossier, number, amount, fact, said, state, reason, detail,
                message_id, first_seen_at)
        on conflict (row_id) do update set dossier = excluded.dossier, state = excluded.state, reason = excluded.reason,
            detail = excluded.detail, message_id = excluded.message_id, next_try_at = excluded.next_try_at\
        """;

    private static final String CLAIM = """
        insert into tax_claim (kind, dossier, natural_key, row_id)
        select * from unnest(?::text[], ?::text[], ?::text[], ?::uuid[])
        on conflict (kind, dossier, natural_key) do update set row_id = excluded.row_id\
        """;

    private static final String SIGHT = """
        insert into tax_sighting (call_id, place, row_id, outcome)
        select ?::uuid, * from unnest(?::int[], ?::uuid[], ?::text[])\
        """;

    private static final String SEEN_AGAIN =
            "update tax_row set seen = seen + 1, last_seen_at = :now where row_id in (:ids)";

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    /** Keeps everybody else from deciding about rows until {@code page} is closed. */
    void lock(Page page) {
        page.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query((row, n) -> true)
                .single();
    }

    /** What is known of {@code items} before they are taken. */
    TaxBooks books(Page page, Collection<TaxItem> items, Instant now) {
        Set<String> digests = items.stream().map(TaxItem::digest).collect(Collectors.toCollection(TreeSet::new));
        Set<String> said = new TreeSet<>();
        items.forEach(item -> {
            if (item.dossier() != null) {
                said.add(item.dossier());
            }
        });
        Map<String, String> dossiers = dossiers(page, said);
        List<TaxRow> known = digests.isEmpty()
                ? List.of()
                : page.sql("select * from tax_row where digest in (:digests)")
                        .param("digests", digests)
                        .query((row, n) -> row(row))
                        .list();
        return new TaxBooks(known, claims(page, new TreeSet<>(dossiers.values())), dossiers, now);
    }

    private static List<TaxRow> claims(Page page, Set<String> dossiers) {
        return dossiers.isEmpty()
                ? List.of()
                : page.sql("select r.* from tax_claim c join tax_row r on r.row_id = c.row_id where c.dossier in"
                                + " (:dossiers)")
                        .param("dossiers", dossiers)
                        .query((row, n) -> row(row))
                        .list();
    }

    private static Map<String, String> dossiers(Page page, Set<String> said) {
        Map<String, String> codes = new HashMap<>();
        run(page, DOSSIERS, statement -> {
            statement.setArray(1, page.connection().createArrayOf("text", said.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    codes.put(row.getString(1), row.getString(2));
                }
            }
        });
        return codes;
    }

    /** Rows that wait for a dossier which is there by now. */
    List<TaxRow> comeTrue(Page page) {
        return page.sql("""
            select r.* from tax_row r where r.state = 'waiting' and exists (
                select 1 from dossier d where d.registered_by is not null and d.dossier_id = dossier_named(r.dossier_said))
            order by r.row_id limit :most\
            """).param("most", AT_ONCE).query((row, n) -> row(row)).list();
    }

    /** Rows to be said now, in the order they came. */
    List<TaxRow> toSay(Page page, Instant now) {
        return page.sql("""
            select * from tax_row where state = 'ready' and next_try_at <= :now
            order by row_id limit :most\
            """)
                .param("now", at(now))
                .param("most", AT_ONCE)
                .query((row, n) -> row(row))
                .list();
    }

    @Nullable
    TaxRow find(Page page, UUID id) {
        return page.sql("select * from tax_row where row_id = :id")
                .param("id", id)
                .query((row, n) -> row(row))
                .optional()
                .orElse(null);
    }

    List<TaxRow> find(Page page, Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : page.sql("select * from tax_row where row_id in (:ids)")
                        .param("ids", ids)
                        .query((row, n) -> row(row))
                        .list();
    }

    /** Writes what was decided. */
    void write(Page page, TaxBooks books) {
        write(page, books.written());
        List<Map.Entry<TaxBooks.Claim, TaxRow>> claims =
                new ArrayList<>(books.claimed().entrySet());
        if (!claims.isEmpty()) {
            run(
                    page,
                    CLAIM,
                    statement -> Columns.bind(statement, claims)
                            .text(claim -> claim.getKey().kind().wire())
                            .text(claim -> claim.getKey().dossier())
                            .text(claim -> claim.getKey().naturalKey())
                            .uuid(claim -> claim.getValue().id())
                            .done()
                            .executeUpdate());
        }
    }

    private static void write(Page page, List<TaxRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        run(
                page,
                WRITE,
                statement -> Columns.bind(statement, rows)
                        .uuid(TaxRow::id)
                        .text(row -> row.item().kind().wire())
                        .text(TaxRow::digest)
                        .text(TaxRow::content)
                        .text(row -> row.item().dossier())
                        .text(TaxRow::dossier)
                        .text(row -> row.item().fact() == null
                                ? null
                                : row.item().fact().number())
                        .bigint(row -> row.item().fact() == null
                                ? null
                                : row.item().fact().amount())
                        .text(row -> row.item().fact() == null
                                ? null
                                : json(row.item().fact()))
                        .text(row -> json(row.item().said()))
                        .text(row -> row.state().wire())
                        .text(row -> row.reason() == null ? null : row.reason().wire())
                        .text(TaxRow::detail)
                        .text(TaxRow::messageId)
                        .instant(TaxRow::firstSeenAt)
                        .done()
                        .executeUpdate());
    }

    /** Writes what became of each row of a call. */
    void sighted(Page page, UUID callId, List<TaxBooks.Seen> seen, Instant now) {
        record Place(int place, TaxBooks.Seen seen) {}
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            places.add(new Place(i, seen.get(i)));
        }
        run(
                page,
                SIGHT,
                statement -> Columns.bind(statement, places)
                        .value(callId)
                        .integer(Place::place)
                        .uuid(place -> place.seen().row().id())
                        .text(place -> outcome(place.seen()))
                        .done()
                        .executeUpdate());
        List<UUID> again = seen.stream()
                .filter(TaxBooks.Seen::repeat)
                .map(one -> one.row().id())
                .distinct()
                .toList();
        if (!again.isEmpty()) {
            page.sql(SEEN_AGAIN).param("now", at(now)).param("ids", again).update();
        }
    }

    private static String outcome(TaxBooks.Seen seen) {
        TaxState state = seen.row().state();
        if (state == TaxState.CONFLICT) {
            return "conflict";
        }
        return !state.taken() ? "parked" : seen.repeat() ? "repeat" : "accepted";
    }

    void accepted(Page page, TaxRow row, UUID exchangeId) {
        page.sql("""
            update tax_row set state = 'accepted', exchange_id = :exchange, next_try_at = null, reason = null,
                detail = null where row_id = :id and state = 'ready'\
            """).param("exchange", exchangeId).param("id", row.id()).update();
    }

    void refused(Page page, TaxRow row, String detail) {
        page.sql("""
            update tax_row set state = 'parked', reason = :reason, detail = :detail, next_try_at = null
            where row_id = :id and state = 'ready'\
            """)
                .param("reason", TaxReason.REFUSED.wire())
                .param("detail", detail)
                .param("id", row.id())
                .update();
    }

    void later(Page page, TaxRow row, Instant next) {
        page.sql("update tax_row set next_try_at = :next where row_id = :id and state = 'ready'")
                .param("next", at(next))
                .param("id", row.id())
                .update();
    }

    void dismissed(Page page, TaxRow row) {
        page.sql("update tax_row set state = 'dismissed', next_try_at = null where row_id = :id")
                .param("id", row.id())
                .update();
    }

    void decidedBy(Page page, TaxRow row, String operator, String why) {
        page.sql("update tax_row set decided_by = :operator, decided_why = :why where row_id = :id")
                .param("operator", operator)
                .param("why", why)
                .param("id", row.id())
                .update();
    }

    static TaxRow row(ResultSet row) throws SQLException {
        TaxKind kind = TaxKind.of(row.getString("kind"));
        String reason = row.getString("reason");
        String fact = row.getString("fact");
        TaxReason why = reason == null ? null : TaxReason.of(reason);
        TaxItem item = new TaxItem(
                kind,
                row.getString("dossier_said"),
                fact == null ? null : fact(kind, fact),
                fact == null ? Objects.requireNonNullElse(why, TaxReason.TOO_LONG) : null,
                said(row.getString("said")));
        return new TaxRow(
                row.getObject("row_id", UUID.class),
                item,
                row.getString("digest"),
                row.getString("content"),
                row.getString("dossier"),
                TaxState.of(row.getString("state")),
                why,
                row.getString("detail"),
                row.getObject("first_seen_at", OffsetDateTime.class).toInstant(),
                row.getString("message_id"),
                row.getObject("exchange_id", UUID.class));
    }

    private static TaxFact fact(TaxKind kind, String json) {
        try {
            Class<? extends TaxFact> type = kind == TaxKind.NOTICE ? TaxFact.Notice.class : TaxFact.Voucher.class;
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored row cannot be read", e);
        }
    }

    static Map<String, String> said(String json) {
        try {
            return JSON.readValue(json, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored row cannot be read", e);
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @FunctionalInterface
    private interface Sql {
        void on(PreparedStatement statement) throws SQLException;
    }

    private static void run(Page page, String sql, Sql work) {
        try (PreparedStatement statement = page.connection().prepareStatement(sql)) {
            work.on(statement);
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("tax rows", e);
        }
    }
}
