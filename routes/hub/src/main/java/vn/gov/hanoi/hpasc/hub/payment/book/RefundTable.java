package vn.gov.hanoi.hpasc.hub.payment.book;

import static vn.gov.hanoi.hpasc.hub.payment.book.Book.at;
import static vn.gov.hanoi.hpasc.hub.payment.book.OrderTable.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.hub.payment.book.Book.Page;

/** The table {@code payment_refund}. */
public final class RefundTable {

    private static final String INSERT = """
            insert into payment_refund (refund_id, payment_id, amount, reason, transaction, state, requested_by, requested_at,
                                        next_try_at)
            values (:id, :payment, :amount, :reason, :transaction, 'REQUESTED', :by, :now, :now)""";
    private static final String TAKE = """
            update payment_refund set next_try_at = :until, tries = tries + 1
            where refund_id in (select refund_id from payment_refund
                                where next_try_at is not null and next_try_at <= :now
                                order by next_try_at limit :most for update skip locked)
            returning *""";
    private static final String WRITE = """
            update payment_refund set state = :state, gateway_refund = coalesce(:gatewayRefund, gateway_refund),
                   raw_code = :rawCode, detail = :detail, next_try_at = :next, finished_at = :finished
            where refund_id = :id and finished_at is null""";

    /** How far a refund is. */
    public enum State {
        REQUESTED,
        /** The gateway works on it. */
        PROCESSING,
        /** It may have happened. */
        UNKNOWN,
        REFUNDED,
        REFUSED
    }

    /**
     * Money to go back.
     *
     * @param refundId the gateway's idempotency key is made of it; the same for ever
     * @param transaction the one that is given back
     * @param sent whether it may have been sent: then it is inquired about before it is sent again
     */
    public record Refund(
            String refundId,
            UUID paymentId,
            long amount,
            String reason,
            String transaction,
            State state,
            @Nullable String gatewayRefund,
            @Nullable String rawCode,
            @Nullable String detail,
            boolean sent,
            String requestedBy,
            Instant requestedAt,
            @Nullable Instant finishedAt,
            @Nullable Instant nextTryAt,
            int tries) {}

    /** What came of asking. */
    public record Progress(
            State state,
            @Nullable String gatewayRefund,
            @Nullable String rawCode,
            @Nullable String detail,
            @Nullable Instant next) {}

    public void insert(Page page, Refund refund) {
        page.sql(INSERT)
                .param("id", refund.refundId())
                .param("payment", refund.paymentId())
                .param("amount", refund.amount())
                .param("reason", refund.reason())
                .param("transaction", refund.transaction())
                .param("by", refund.requestedBy())
                .param("now", at(refund.requestedAt()))
                .update();
    }

    public List<Refund> of(Page page, UUID paymentId) {
        return page.sql("select * from payment_refund where payment_id = :payment order by requested_at, refund_id")
                .param("payment", paymentId)
                .query((row, n) -> refund(row))
                .list();
    }

    public Optional<Refund> lock(Page page, String refundId) {
        return page.sql("select * from payment_refund where refund_id = :id for update")
                .param("id", refundId)
                .query((row, n) -> refund(row))
                .optional();
    }

    public List<Refund> takeDue(Page page, int most, Instant now, Instant until) {
        return page.sql(TAKE)
                .param("most", most)
                .param("now", at(now))
                .param("until", at(until))
                .query((row, n) -> refund(row))
                .list();
    }

    /** Before it goes out: whatever happens then, it may have been sent. */
    public void sending(Page page, String refundId) {
        page.sql("update payment_refund set sent = true where refund_id = :id")
                .param("id", refundId)
                .update();
    }

    /** Writes what came of it, unless its end is known: what a node that was slower than its lease learned is too late. */
    public void write(Page page, String refundId, Progress progress, Instant now) {
        boolean finished = progress.state() == State.REFUNDED || progress.state() == State.REFUSED;
        page.sql(WRITE)
                .param("id", refundId)
                .param("state", progress.state().name())
                .param("gatewayRefund", progress.gatewayRefund())
                .param("rawCode", progress.rawCode())
                .param("detail", progress.detail())
                .param("next", finished ? null : at(progress.next()))
                .param("finished", finished ? at(now) : null)
                .update();
    }

    private static Refund refund(ResultSet row) throws SQLException {
        return new Refund(
                row.getString("refund_id"),
                row.getObject("payment_id", UUID.class),
                row.getLong("amount"),
                row.getString("reason"),
                row.getString("transaction"),
                State.valueOf(row.getString("state")),
                row.getString("gateway_refund"),
                row.getString("raw_code"),
                row.getString("detail"),
                row.getBoolean("sent"),
                row.getString("requested_by"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                instant(row, "finished_at"),
                instant(row, "next_try_at"),
                row.getInt("tries"));
    }
}
