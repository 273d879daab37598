package vn.gov.hanoi.hpasc.hub.payment.book;

import static vn.gov.hanoi.hpasc.hub.payment.book.Book.at;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.Vnd;
import vn.gov.hanoi.hpasc.hub.payment.book.Book.Page;

/** The tables {@code payment_order} and {@code payment_event}. An order moves only under the lock of its row. */
public final class OrderTable {

    private static final String INSERT = """
            insert into payment_order (payment_id, dossier_id, dossier_code, obligation_id, gateway, merchant, reference,
                                       amount, state, description, return_url, payer_address, language, opened_by,
                                       created_at, expires_at, updated_at, next_poll_at)
            values (:id, :dossier, :code, :obligation, :gateway, :merchant, :reference, :amount, :state, :description,
                    :returnUrl, :address, :language, :by, :createdAt, :expiresAt, :createdAt, :pollAt)""";
    private static final String MOVE = """
            update payment_order set state = :state, updated_at = :now, pay_url = :payUrl, qr_data = :qrData,
                   paid_amount = :paidAmount, gateway_transaction = :transaction, paid_at = :paidAt,
                   refunded = :refunded, receipt = :receipt, raw_code = :rawCode, next_poll_at = :pollAt
            where payment_id = :id""";
    private static final String EVENT = """
            insert into payment_event (payment_id, at, state_before, state_after, legal, cause, actor, code, detail)
            values (:id, :at, :before, :after, :legal, :cause, :actor, :code, :detail)""";
    private static final String DUE = """
            update payment_order set next_poll_at = :until, polls = polls + 1
            where payment_id in (select payment_id from payment_order
                                 where gateway = :gateway and next_poll_at is not null and next_poll_at <= :now
                                 order by next_poll_at limit :most for update skip locked)
            returning *""";

    public void insert(Page page, PaymentOrder order) {
        page.sql(INSERT)
                .param("id", order.paymentId())
                .param("dossier", order.dossierId())
                .param("code", order.dossierCode())
                .param("obligation", order.obligationId())
                .param("gateway", order.gateway())
                .param("merchant", order.merchant())
                .param("reference", order.reference())
                .param("amount", order.amount().amount())
                .param("state", order.state().name())
                .param("description", order.description())
                .param("returnUrl", order.returnUrl())
                .param("address", order.payerAddress())
                .param("language", order.language())
                .param("by", order.openedBy())
                .param("createdAt", at(order.createdAt()))
                .param("expiresAt", at(order.expiresAt()))
                .param("pollAt", at(order.nextPollAt()))
                .update();
    }

    public Optional<PaymentOrder> find(Page page, UUID paymentId) {
        return page.sql("select * from payment_order where payment_id = :id")
                .param("id", paymentId)
                .query((row, n) -> order(row))
                .optional();
    }

    public Optional<PaymentOrder> lock(Page page, UUID paymentId) {
        return page.sql("select * from payment_order where payment_id = :id for update")
                .param("id", paymentId)
                .query((row, n) -> order(row))
                .optional();
    }

    /** As {@link #lock(Page, String, String, String)}, to look only. */
    public Optional<PaymentOrder> find(Page page, String gateway, String merchant, String reference) {
        return page.sql("""
                        select * from payment_order
                        where gateway = :gateway and merchant = :merchant and reference = :reference""")
                .param("gateway", gateway)
                .param("merchant", merchant)
                .param("reference", reference)
                .query((row, n) -> order(row))
                .optional();
    }

    /** The order that {@code reference} names to this merchant's gateway. */
    public Optional<PaymentOrder> lock(Page page, String gateway, String merchant, String reference) {
        return page.sql("""
                        select * from payment_order
                        where gateway = :gateway and merchant = :merchant and reference = :reference for update""")
                .param("gateway", gateway)
                .param("merchant", merchant)
                .param("reference", reference)
                .query((row, n) -> order(row))
                .optional();
    }

    /**
     * Whether another order for the same obligation was paid too. Two of them that are paid at the same moment, each under the
     * lock of its own order, are asked about one after the other.
     */
    public boolean otherPaid(Page page, PaymentOrder order) {
        page.sql("select pg_advisory_xact_lock(hashtextextended('obligation ' || :obligation, :dossier))")
                .param("obligation", order.obligationId())
                .param("dossier", order.dossierId())
                .query((row, n) -> n)
                .list();
        return page.sql("""
                        select exists (select 1 from payment_order
                                       where dossier_id = :dossier and obligation_id = :obligation
                                         and payment_id <> :id and state in ('PAID', 'PAID_LATE'))""")
                .param("dossier", order.dossierId())
                .param("obligation", order.obligationId())
                .param("id", order.paymentId())
                .query(Boolean.class)
                .single();
    }

    /** Takes what is to be asked about by now; until {@code until} nobody else takes it. */
    public List<PaymentOrder> takeDue(Page page, String gateway, int most, Instant now, Instant until) {
        return page.sql(DUE)
                .param("gateway", gateway)
                .param("most", most)
                .param("now", at(now))
                .param("until", at(until))
                .query((row, n) -> order(row))
                .list();
    }

    /** @return whether nobody else opens it at the gateway until {@code until} */
    public boolean opening(Page page, UUID paymentId, Instant now, Instant until) {
        return page.sql("""
                        update payment_order set opening_until = :until
                        where payment_id = :id and state = 'CREATED'
                          and (opening_until is null or opening_until < :now)""")
                        .param("until", at(until))
                        .param("now", at(now))
                        .param("id", paymentId)
                        .update()
                == 1;
    }

    /** It may be tried again at once. */
    public void notOpened(Page page, UUID paymentId) {
        page.sql("update payment_order set opening_until = null where payment_id = :id")
                .param("id", paymentId)
                .update();
    }

    public void pollAt(Page page, UUID paymentId, @Nullable Instant next) {
        page.sql("update payment_order set next_poll_at = :next where payment_id = :id")
                .param("next", at(next))
                .param("id", paymentId)
                .update();
    }

    /** Why an order moves, or was to move. */
    public record Cause(
            String what,
            String actor,
            @Nullable String code,
            @Nullable String detail) {
        public static Cause of(String what, String actor) {
            return new Cause(what, actor, null, null);
        }
    }

    /**
     * Moves a locked order to {@code after.state()} and writes the rest of it, when the graph has that move; else writes
     * down that it was asked for, and leaves the order as it is.
     *
     * @return whether it moved
     */
    public boolean move(Page page, PaymentOrder before, PaymentOrder after, Cause cause, Instant now) {
        boolean legal = before.state().mayBecome(after.state());
        event(page, before, after.state(), legal, cause, now);
        if (legal) {
            write(page, after, now);
        }
        return legal;
    }

    /** Writes a locked order whose state stays. */
    public void write(Page page, PaymentOrder order, Instant now) {
        page.sql(MOVE)
                .param("id", order.paymentId())
                .param("state", order.state().name())
                .param("now", at(now))
                .param("payUrl", order.payUrl())
                .param("qrData", order.qrData())
                .param("paidAmount", order.paidAmount())
                .param("transaction", order.transaction())
                .param("paidAt", at(order.paidAt()))
                .param("refunded", order.refunded())
                .param("receipt", order.receipt())
                .param("rawCode", order.rawCode())
                .param("pollAt", at(order.nextPollAt()))
                .update();
    }

    private static void event(
            Page page, PaymentOrder order, OrderState asked, boolean legal, Cause cause, Instant now) {
        page.sql(EVENT)
                .param("id", order.paymentId())
                .param("at", at(now))
                .param("before", order.state().name())
                .param("after", asked.name())
                .param("legal", legal)
                .param("cause", cause.what())
                .param("actor", cause.actor())
                .param("code", cause.code())
                .param("detail", cause.detail())
                .update();
    }

    /** One move, made or refused. */
    public record Event(
            Instant at,
            String from,
            String to,
            boolean legal,
            String cause,
            String actor,
            @Nullable String code,
            @Nullable String detail) {}

    public List<Event> events(Page page, UUID paymentId) {
        return page.sql("select * from payment_event where payment_id = :id order by event_id limit 200")
                .param("id", paymentId)
                .query((row, n) -> new Event(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("state_before"),
                        row.getString("state_after"),
                        row.getBoolean("legal"),
                        row.getString("cause"),
                        row.getString("actor"),
                        row.getString("code"),
                        row.getString("detail")))
                .list();
    }

    static PaymentOrder order(ResultSet row) throws SQLException {
        return new PaymentOrder(
                row.getObject("payment_id", UUID.class),
                row.getLong("dossier_id"),
                row.getString("dossier_code"),
                row.getString("obligation_id"),
                row.getString("gateway"),
                row.getString("merchant"),
                row.getString("reference"),
                new Vnd(row.getLong("amount")),
                OrderState.valueOf(row.getString("state")),
                row.getString("description"),
                row.getString("return_url"),
                row.getString("payer_address"),
                row.getString("language"),
                row.getString("pay_url"),
                row.getString("qr_data"),
                row.getObject("paid_amount", Long.class),
                row.getString("gateway_transaction"),
                instant(row, "paid_at"),
                row.getLong("refunded"),
                row.getString("receipt"),
                row.getString("raw_code"),
                row.getString("opened_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                instant(row, "next_poll_at"),
                row.getInt("polls"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
