package vn.gov.hanoi.hpasc.hub.payment.book;

import static vn.gov.hanoi.hpasc.hub.payment.book.Book.at;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.hub.payment.book.Book.Page;

/** The table {@code payment_effect}: what the rest of the world must be told, once. */
public final class EffectTable {

    private static final String INSERT = """
            insert into payment_effect (message_id, payment_id, type, dossier_code, obligation_id, amount, at, gateway,
                                        transaction, receipt, reason, created_at, next_try_at)
            values (:id, :payment, :type, :dossier, :obligation, :amount, :at, :gateway, :transaction, :receipt, :reason,
                    :now, :now)
            on conflict (message_id) do nothing""";
    private static final String TAKE = """
            update payment_effect set next_try_at = :until, tries = tries + 1
            where message_id in (select message_id from payment_effect
                                 where next_try_at is not null and next_try_at <= :now
                                 order by next_try_at limit :most for update skip locked)
            returning *""";

    /**
     * One thing to be told.
     *
     * @param messageId made of the payment: said again it is a repeat
     * @param type the short name of the message's type
     */
    public record Effect(
            String messageId,
            UUID paymentId,
            String type,
            String dossierCode,
            String obligationId,
            long amount,
            Instant at,
            String gateway,
            @Nullable String transaction,
            @Nullable String receipt,
            @Nullable String reason) {}

    public void insert(Page page, Effect effect, Instant now) {
        page.sql(INSERT)
                .param("id", effect.messageId())
                .param("payment", effect.paymentId())
                .param("type", effect.type())
                .param("dossier", effect.dossierCode())
                .param("obligation", effect.obligationId())
                .param("amount", effect.amount())
                .param("at", at(effect.at()))
                .param("gateway", effect.gateway())
                .param("transaction", effect.transaction())
                .param("receipt", effect.receipt())
                .param("reason", effect.reason())
                .param("now", at(now))
                .update();
    }

    /** Whether {@code transaction} of an order was told as paid. */
    public boolean confirmed(Page page, UUID paymentId, String transaction) {
        return page.sql("""
                        select count(*) from payment_effect where payment_id = :payment and transaction = :transaction
                        and type = 'payment-confirmed'""")
                        .param("payment", paymentId)
                        .param("transaction", transaction)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Takes what is to be said by now; until {@code until} nobody else takes it. */
    public List<Effect> take(Page page, int most, Instant now, Instant until) {
        return page.sql(TAKE)
                .param("most", most)
                .param("now", at(now))
                .param("until", at(until))
                .query((row, n) -> new Effect(
                        row.getString("message_id"),
                        row.getObject("payment_id", UUID.class),
                        row.getString("type"),
                        row.getString("dossier_code"),
                        row.getString("obligation_id"),
                        row.getLong("amount"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("gateway"),
                        row.getString("transaction"),
                        row.getString("receipt"),
                        row.getString("reason")))
                .list();
    }

    /**
     * They were said.
     *
     * @param said the exchange by message id
     * @return how many
     */
    public int said(Page page, Map<String, UUID> said, Instant now) {
        return said.entrySet().stream()
                .mapToInt(message -> page.sql("""
                                update payment_effect set next_try_at = null, said_at = :now, exchange_id = :exchange
                                where message_id = :id""")
                        .param("now", at(now))
                        .param("exchange", message.getValue())
                        .param("id", message.getKey())
                        .update())
                .sum();
    }

    /** The accept stage said no for good. */
    public void refused(Page page, String messageId, String code) {
        page.sql("update payment_effect set next_try_at = null, refused = :code where message_id = :id")
                .param("code", code)
                .param("id", messageId)
                .update();
    }

    /** How many are still to be said. */
    public long unsaid(Page page) {
        return page.sql("select count(*) from payment_effect where next_try_at is not null")
                .query(Long.class)
                .single();
    }
}
