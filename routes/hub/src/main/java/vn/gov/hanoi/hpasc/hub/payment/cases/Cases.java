package vn.gov.hanoi.hpasc.hub.payment.cases;

import static vn.gov.hanoi.hpasc.hub.payment.book.Book.at;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.hub.payment.book.Book;
import vn.gov.hanoi.hpasc.hub.payment.book.Book.Page;
import vn.gov.hanoi.hpasc.hub.payment.book.PaymentOrder;

/** The cases: opened inside the transaction that finds something, worked on by operators. JSON names are public. */
public final class Cases {

    private static final String OPEN = """
            insert into payment_case (kind, finding, gateway, merchant, payment_id, dossier_code, amount, summary, proposal,
                                      state, opened_at)
            values (:kind, :finding, :gateway, :merchant, :payment, :dossier, :amount, :summary, :proposal, 'open', :now)
            on conflict (finding) do nothing
            returning case_id""";
    private static final int MOST = 1000;

    private final Book book;
    private final Clock clock;

    public Cases(Book book, Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    /**
     * What was found.
     *
     * @param finding names it: the same finding opens one case, however often it is made
     * @param summary in a few words, without personal data
     * @param proposal what could be done about it; null when that depends
     */
    public record Finding(
            CaseKind kind,
            String finding,
            @Nullable String gateway,
            @Nullable String merchant,
            @Nullable UUID paymentId,
            @Nullable String dossierCode,
            @Nullable Long amount,
            String summary,
            @Nullable String proposal) {

        /** Found at an order. */
        public static Finding at(
                PaymentOrder order,
                CaseKind kind,
                String suffix,
                @Nullable Long amount,
                String summary,
                @Nullable String proposal) {
            return new Finding(
                    kind,
                    kind.wire() + ":" + order.paymentId() + (suffix.isEmpty() ? "" : ":" + suffix),
                    order.gateway(),
                    order.merchant(),
                    order.paymentId(),
                    order.dossierCode(),
                    amount,
                    summary,
                    proposal);
        }
    }

    /** Opens a case in the transaction of {@code page}; gives its id, or that of the case the finding opened before. */
    public static long open(Page page, Finding found, Instant now) {
        Optional<Long> opened = page.sql(OPEN)
                .param("kind", found.kind().wire())
                .param("finding", found.finding())
                .param("gateway", found.gateway())
                .param("merchant", found.merchant())
                .param("payment", found.paymentId())
                .param("dossier", found.dossierCode())
                .param("amount", found.amount())
                .param("summary", found.summary())
                .param("proposal", found.proposal())
                .param("now", at(now))
                .query(Long.class)
                .optional();
        opened.ifPresent(id -> remember(page, id, "opened", "hub", found.summary(), now));
        return opened.orElseGet(() -> page.sql("select case_id from payment_case where finding = :finding")
                .param("finding", found.finding())
                .query(Long.class)
                .single());
    }

    /** Closes the open cases of findings like {@code pattern}: time has explained them. */
    public static void solve(Page page, String pattern, String why, Instant now) {
        List<Long> solved = page.sql("""
                        update payment_case set state = 'closed', closed_at = :now
                        where state = 'open' and finding like :pattern returning case_id""")
                .param("now", at(now))
                .param("pattern", pattern)
                .query(Long.class)
                .list();
        solved.forEach(id -> remember(page, id, "closed", "hub", why, now));
    }

    private static void remember(Page page, long caseId, String act, String actor, @Nullable String note, Instant now) {
        page.sql("""
                        insert into payment_case_event (case_id, at, act, actor, note)
                        values (:id, :at, :act, :actor, :note)""")
                .param("id", caseId)
                .param("at", at(now))
                .param("act", act)
                .param("actor", actor)
                .param("note", note)
                .update();
    }

    /** A case as an operator sees it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CaseView(
            long caseId,
            String kind,
            String state,
            String owner,
            @Nullable String gateway,
            @Nullable String merchant,
            @Nullable UUID paymentId,
            @Nullable String dossierCode,
            @Nullable Long amount,
            String summary,
            @Nullable String proposal,
            Instant openedAt,
            @Nullable Instant closedAt,
            @Nullable List<HistoryView> history) {}

    /** One thing that happened to a case. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record HistoryView(
            Instant at, String act, String actor, @Nullable String note) {}

    /** Cases in {@code state}, the oldest first; of one kind when {@code kind} is given. */
    public List<CaseView> list(String state, @Nullable String kind, @Nullable String owner) {
        return book.write(page -> page.sql("""
                        select * from payment_case where state = :state and (:kind::text is null or kind = :kind)
                        and (:owner::text is null or owner = :owner) order by case_id limit :most""")
                .param("state", state)
                .param("kind", kind)
                .param("owner", owner)
                .param("most", MOST)
                .query((row, n) -> view(row, null))
                .list());
    }

    public Optional<CaseView> find(long caseId) {
        return book.write(page -> page.sql("select * from payment_case where case_id = :id")
                .param("id", caseId)
                .query((row, n) -> view(row, history(page, caseId)))
                .optional());
    }

    /** How many wait. */
    public long openOnes() {
        return book.write(page -> page.sql("select count(*) from payment_case where state = 'open'")
                .query(Long.class)
                .single());
    }

    /** @return false when there is no such open case */
    public boolean assign(long caseId, String owner, String operator) {
        return act(
                caseId,
                "assigned",
                operator,
                "to " + owner,
                page -> page.sql("update payment_case set owner = :owner where case_id = :id and state = 'open'")
                        .param("owner", owner)
                        .param("id", caseId)
                        .update());
    }

    public boolean note(long caseId, String operator, String note) {
        return act(
                caseId,
                "noted",
                operator,
                note,
                page -> page.sql("update payment_case set state = state where case_id = :id")
                        .param("id", caseId)
                        .update());
    }

    public boolean close(long caseId, String operator, String reason) {
        return act(
                caseId,
                "closed",
                operator,
                reason,
                page -> page.sql("""
                        update payment_case set state = 'closed', closed_at = :now
                        where case_id = :id and state = 'open'""")
                        .param("now", at(clock.instant()))
                        .param("id", caseId)
                        .update());
    }

    private boolean act(
            long caseId, String act, String operator, String note, java.util.function.ToIntFunction<Page> change) {
        return book.write(page -> {
            if (change.applyAsInt(page) == 0) {
                return false;
            }
            remember(page, caseId, act, operator, note, clock.instant());
            return true;
        });
    }

    private static List<HistoryView> history(Page page, long caseId) {
        return page.sql("select at, act, actor, note from payment_case_event where case_id = :id order by event_id")
                .param("id", caseId)
                .query((row, n) -> new HistoryView(
                        row.getObject(1, OffsetDateTime.class).toInstant(),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4)))
                .list();
    }

    private static CaseView view(ResultSet row, @Nullable List<HistoryView> history) throws SQLException {
        OffsetDateTime closed = row.getObject("closed_at", OffsetDateTime.class);
        return new CaseView(
                row.getLong("case_id"),
                row.getString("kind"),
                row.getString("state"),
                row.getString("owner"),
                row.getString("gateway"),
                row.getString("merchant"),
                row.getObject("payment_id", UUID.class),
                row.getString("dossier_code"),
                row.getObject("amount", Long.class),
                row.getString("summary"),
                row.getString("proposal"),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                closed == null ? null : closed.toInstant(),
                history);
    }
}
