package vn.gov.hanoi.hpasc.hub.payment.book;

import static vn.gov.hanoi.hpasc.hub.payment.book.Book.at;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.gov.hanoi.hpasc.hub.payment.book.Book.Page;
import vn.gov.hanoi.hpasc.hub.payment.book.PaymentOrder.Money;

/** The table {@code payment_transaction}: each movement of money once, whoever told of it, and however often. */
public final class TransactionTable {

    private static final String INSERT = """
            insert into payment_transaction (gateway, merchant, gateway_transaction, payment_id, amount, moved_at, seen_at,
                                             seen_by)
            values (:gateway, :merchant, :transaction, :payment, :amount, :movedAt, :seenAt, :seenBy)
            on conflict (gateway, merchant, gateway_transaction) do nothing""";

    /** A movement of money. */
    public record Moved(String transaction, UUID paymentId, long amount) {}

    /** @return false when the transaction was known, of this order or of another */
    public boolean insert(Page page, PaymentOrder order, Money money, String seenBy, Instant now) {
        return page.sql(INSERT)
                        .param("gateway", order.gateway())
                        .param("merchant", order.merchant())
                        .param("transaction", money.transaction())
                        .param("payment", order.paymentId())
                        .param("amount", money.amount())
                        .param("movedAt", at(money.at()))
                        .param("seenAt", at(now))
                        .param("seenBy", seenBy)
                        .update()
                == 1;
    }

    public Optional<Moved> find(Page page, String gateway, String merchant, String transaction) {
        return page.sql("""
                        select gateway_transaction, payment_id, amount from payment_transaction
                        where gateway = :gateway and merchant = :merchant and gateway_transaction = :transaction""")
                .param("gateway", gateway)
                .param("merchant", merchant)
                .param("transaction", transaction)
                .query((row, n) -> new Moved(row.getString(1), row.getObject(2, UUID.class), row.getLong(3)))
                .optional();
    }

    public List<Moved> of(Page page, UUID paymentId) {
        return page.sql("""
                        select gateway_transaction, payment_id, amount from payment_transaction
                        where payment_id = :payment order by seen_at, gateway_transaction""")
                .param("payment", paymentId)
                .query((row, n) -> new Moved(row.getString(1), row.getObject(2, UUID.class), row.getLong(3)))
                .list();
    }
}
