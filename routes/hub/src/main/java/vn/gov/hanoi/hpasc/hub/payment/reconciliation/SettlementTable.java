package vn.gov.hanoi.hpasc.hub.payment.reconciliation;

import static vn.gov.hanoi.hpasc.hub.payment.book.Book.at;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SettlementLine.Row;
import vn.gov.hanoi.hpasc.hub.payment.book.Book.Page;
import vn.gov.hanoi.hpasc.hub.payment.book.OrderState;
import vn.gov.hanoi.hpasc.hub.payment.reconciliation.Comparison.Booked;
import vn.gov.hanoi.hpasc.hub.payment.reconciliation.Comparison.BookedRefund;

/** The tables {@code settlement_import} and {@code settlement_line}, and what the books say for them. */
final class SettlementTable {

    private static final String BY_TRANSACTION = """
            select t.payment_id, true as moved, t.amount, t.moved_at as at, true as same
            from payment_transaction t
            where t.gateway = :gateway and t.merchant = :merchant and t.gateway_transaction = :transaction""";
    private static final String BY_REFERENCE = """
            select o.payment_id, o.state, coalesce(o.paid_amount, o.amount) as amount, o.paid_at as at,
                   o.gateway_transaction
            from payment_order o
            where o.gateway = :gateway and o.merchant = :merchant and o.reference = :reference""";
    private static final String REFUND = """
            select r.payment_id, r.state = 'REFUNDED' as done, r.amount, r.finished_at as at
            from payment_refund r join payment_order o on o.payment_id = r.payment_id
            where o.gateway = :gateway and o.merchant = :merchant
              and (r.refund_id = :reference or r.gateway_refund = :transaction
                   or (r.transaction = :transaction or o.reference = :reference) and r.amount = :amount)
            order by (r.refund_id = coalesce(:reference, '')) desc, (r.state = 'REFUNDED') desc limit 1""";
    private static final String INSERT_LINE = """
            insert into settlement_line (import_id, line, class, kind, reference, gateway_transaction, payment_id, amount,
                                         expected, fee, status, at, detail, case_id)
            values (:import, :line, :class, :kind, :reference, :transaction, :payment, :amount, :expected, :fee, :status,
                    :at, :detail, :case)""";
    private static final String ONLY_HUB = """
            select t.gateway_transaction, t.payment_id, t.amount, t.moved_at as at, o.reference
            from payment_transaction t join payment_order o on o.payment_id = t.payment_id
            where t.gateway = :gateway and t.merchant = :merchant and t.moved_at >= :from and t.moved_at < :to
              and not exists (
                select 1 from settlement_line l join settlement_import i on i.import_id = l.import_id
                where i.gateway = :gateway and i.merchant = :merchant and l.kind = 'payment' and l.line > 0
                  and (i.import_id = :import or l.class = 'cut-off')
                  and (l.gateway_transaction = t.gateway_transaction
                       or l.gateway_transaction is null and l.reference = o.reference))
            order by t.gateway_transaction limit 10000""";
    private static final String ONLY_HUB_REFUNDS = """
            select coalesce(r.gateway_refund, r.refund_id) as gateway_transaction, r.payment_id, r.amount,
                   r.finished_at as at, r.refund_id as reference
            from payment_refund r join payment_order o on o.payment_id = r.payment_id
            where o.gateway = :gateway and o.merchant = :merchant and r.state = 'REFUNDED' and r.finished_at >= :from
              and r.finished_at < :to
              and not exists (
                select 1 from settlement_line l join settlement_import i on i.import_id = l.import_id
                where i.gateway = :gateway and i.merchant = :merchant and l.kind = 'refund' and l.line > 0
                  and (i.import_id = :import or l.class = 'cut-off') and l.payment_id = r.payment_id
                  and l.amount = r.amount)
            order by r.refund_id limit 10000""";

    /** @return the new import; empty when this very file was imported before */
    Optional<Long> claim(Page page, Settlement claimed, byte[] hash, @Nullable String name, String by, Instant now) {
        return page.sql("""
                        insert into settlement_import (gateway, merchant, day, file_hash, file_name, imported_by,
                                                       imported_at, lines)
                        values (:gateway, :merchant, :day, :hash, :name, :by, :now, 0)
                        on conflict (gateway, merchant, day, file_hash) do nothing returning import_id""")
                .param("gateway", claimed.gateway())
                .param("merchant", claimed.merchant())
                .param("day", claimed.day())
                .param("hash", hash)
                .param("name", name)
                .param("by", by)
                .param("now", at(now))
                .query(Long.class)
                .optional();
    }

    long known(Page page, Settlement asked, byte[] hash) {
        return page.sql("""
                        select import_id from settlement_import
                        where gateway = :gateway and merchant = :merchant and day = :day and file_hash = :hash""")
                .param("gateway", asked.gateway())
                .param("merchant", asked.merchant())
                .param("day", asked.day())
                .param("hash", hash)
                .query(Long.class)
                .single();
    }

    void finish(Page page, long importId, long lines, Instant now) {
        page.sql("update settlement_import set lines = :lines, finished_at = :now where import_id = :id")
                .param("lines", lines)
                .param("now", at(now))
                .param("id", importId)
                .update();
    }

    /** By its transaction; where the books do not have that, by our reference. */
    @Nullable
    Booked booked(Page page, Settlement settlement, Row row) {
        Optional<Booked> byTransaction = row.gatewayTransaction() == null
                ? Optional.empty()
                : page.sql(BY_TRANSACTION)
                        .param("gateway", settlement.gateway())
                        .param("merchant", settlement.merchant())
                        .param("transaction", row.gatewayTransaction())
                        .query((found, n) -> new Booked(
                                found.getObject("payment_id", UUID.class),
                                true,
                                found.getLong("amount"),
                                instant(found, "at"),
                                true))
                        .optional();
        if (byTransaction.isPresent() || row.reference() == null) {
            return byTransaction.orElse(null);
        }
        return page.sql(BY_REFERENCE)
                .param("gateway", settlement.gateway())
                .param("merchant", settlement.merchant())
                .param("reference", row.reference())
                .query((found, n) -> byReference(found, row))
                .optional()
                .orElse(null);
    }

    private static Booked byReference(ResultSet found, Row row) throws SQLException {
        String transaction = found.getString("gateway_transaction");
        boolean unnamed = row.gatewayTransaction() == null || transaction == null || transaction.startsWith("ref:");
        return new Booked(
                found.getObject("payment_id", UUID.class),
                OrderState.valueOf(found.getString("state")).moved(),
                found.getLong("amount"),
                instant(found, "at"),
                unnamed);
    }

    @Nullable
    BookedRefund bookedRefund(Page page, Settlement settlement, Row row) {
        return page.sql(REFUND)
                .param("gateway", settlement.gateway())
                .param("merchant", settlement.merchant())
                .param("reference", row.reference(), java.sql.Types.VARCHAR)
                .param("transaction", row.gatewayTransaction(), java.sql.Types.VARCHAR)
                .param("amount", row.amount().amount())
                .query((found, n) -> new BookedRefund(
                        found.getObject("payment_id", UUID.class),
                        found.getBoolean("done"),
                        found.getLong("amount"),
                        instant(found, "at")))
                .optional()
                .orElse(null);
    }

    void insert(Page page, long importId, Compared line, @Nullable Long caseId) {
        page.sql(INSERT_LINE)
                .param("import", importId)
                .param("line", line.line())
                .param("class", line.result().wire())
                .param("kind", line.kind())
                .param("reference", line.reference())
                .param("transaction", line.transaction())
                .param("payment", line.paymentId())
                .param("amount", line.amount())
                .param("expected", line.expected())
                .param("fee", line.fee())
                .param("status", line.status())
                .param("at", at(line.at()))
                .param("detail", line.detail())
                .param("case", caseId)
                .update();
    }

    /** What only the books have of that day; numbered downwards from -1. */
    List<Compared> onlyHub(Page page, Settlement settlement) {
        List<Compared> payments = onlyHub(page, settlement, ONLY_HUB, LineClass.ONLY_HUB, "payment", 0);
        List<Compared> refunds =
                onlyHub(page, settlement, ONLY_HUB_REFUNDS, LineClass.REFUND, "refund", payments.size());
        return java.util.stream.Stream.concat(payments.stream(), refunds.stream())
                .toList();
    }

    private static List<Compared> onlyHub(
            Page page, Settlement settlement, String query, LineClass result, String kind, int before) {
        LocalDate day = settlement.day();
        return page.sql(query)
                .param("gateway", settlement.gateway())
                .param("merchant", settlement.merchant())
                .param("import", settlement.importId())
                .param("from", at(day.atStartOfDay(Settlement.HANOI).toInstant()))
                .param("to", at(day.plusDays(1).atStartOfDay(Settlement.HANOI).toInstant()))
                .query((row, n) -> new Compared(
                        -(before + n + 1L),
                        result,
                        kind,
                        row.getString("reference"),
                        row.getString("gateway_transaction"),
                        row.getObject("payment_id", UUID.class),
                        null,
                        row.getLong("amount"),
                        null,
                        null,
                        instant(row, "at"),
                        "not in the file"))
                .list();
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
