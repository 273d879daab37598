package vn.gov.hanoi.hpasc.hub.tax;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.hub.payment.book.Book;

/** Rows as operators see them: no payer, no name. JSON names are public. */
public final class TaxViews {

    private static final int MOST = 1000;

    private static final String LIST = """
        select r.*, o.amount as owed, o.confirmed - o.refunded as paid from tax_row r
        left join dossier d on d.code = r.dossier and d.held_for is null
        left join obligation o on o.dossier_id = d.dossier_id and o.obligation_id = r.number
        where (:state::text is null or r.state = :state) and (:kind::text is null or r.kind = :kind)
          and (:dossier::text is null or r.dossier = :dossier or r.dossier_said = :dossier)
        order by r.row_id desc limit :most\
        """;

    private final Book book;

    TaxViews(Book book) {
        this.book = book;
    }

    /**
     * A row.
     *
     * @param owed of its notice, by all that the dossier was told; null while nobody raised it
     * @param paid of its notice, by all that the dossier was told
     * @param overpaid of its notice
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RowView(
            UUID rowId,
            String kind,
            @Nullable String dossier,
            @Nullable String dossierSaid,
            @Nullable String number,
            @Nullable Long amount,
            String state,
            @Nullable String reason,
            @Nullable String detail,
            int seen,
            Instant firstSeenAt,
            Instant lastSeenAt,
            @Nullable UUID exchangeId,
            @Nullable Long owed,
            @Nullable Long paid,
            @Nullable Long overpaid,
            @Nullable String decidedBy,
            @Nullable String decidedWhy,
            @Nullable List<SightingView> sightings) {}

    /** What became of a row in one call. */
    public record SightingView(UUID callId, Instant at, int place, String outcome, String updating) {}

    /** The newest rows; each condition may be null. */
    public List<RowView> list(@Nullable String state, @Nullable String kind, @Nullable String dossier) {
        return book.write(page -> page.sql(LIST)
                .param("state", state)
                .param("kind", kind)
                .param("dossier", dossier)
                .param("most", MOST)
                .query((row, n) -> view(row, null))
                .list());
    }

    public Optional<RowView> find(UUID rowId) {
        return book.write(page -> page.sql("""
            select r.*, o.amount as owed, o.confirmed - o.refunded as paid from tax_row r
            left join dossier d on d.code = r.dossier and d.held_for is null
            left join obligation o on o.dossier_id = d.dossier_id and o.obligation_id = r.number
            where r.row_id = :id\
            """)
                .param("id", rowId)
                .query((row, n) -> view(row, sightings(page, rowId)))
                .optional());
    }

    private static List<SightingView> sightings(Book.Page page, UUID rowId) {
        return page.sql("""
            select c.call_id, c.received_at, s.place, s.outcome, coalesce(c.updating, '') as updating
            from tax_sighting s join tax_call c on c.call_id = s.call_id
            where s.row_id = :id order by c.received_at limit 100\
            """)
                .param("id", rowId)
                .query((row, n) -> new SightingView(
                        row.getObject("call_id", UUID.class),
                        row.getObject("received_at", OffsetDateTime.class).toInstant(),
                        row.getInt("place"),
                        row.getString("outcome"),
                        row.getString("updating")))
                .list();
    }

    private static RowView view(ResultSet row, @Nullable List<SightingView> sightings) throws SQLException {
        Long owed = row.getObject("owed", Long.class);
        Long paid = row.getObject("paid", Long.class);
        return new RowView(
                row.getObject("row_id", UUID.class),
                row.getString("kind"),
                row.getString("dossier"),
                row.getString("dossier_said"),
                row.getString("number"),
                row.getObject("amount", Long.class),
                row.getString("state"),
                row.getString("reason"),
                row.getString("detail"),
                row.getInt("seen"),
                row.getObject("first_seen_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_seen_at", OffsetDateTime.class).toInstant(),
                row.getObject("exchange_id", UUID.class),
                owed,
                paid,
                owed == null || paid == null ? null : Math.max(0, paid - owed),
                row.getString("decided_by"),
                row.getString("decided_why"),
                sightings);
    }
}
