package vn.gov.hanoi.hpasc.hub.payment.book;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.payment.book.RefundTable.Progress;
import vn.gov.hanoi.hpasc.hub.payment.book.RefundTable.State;
import vn.gov.hanoi.hpasc.hub.storage.Rows;
import vn.gov.hanoi.hpasc.hub.storage.SharedPostgres;

/** A node that is slower than its lease, after another one has learned that the money went back. */
class LateRefundIT {

    private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");

    @Test
    void leavesARefundAloneWhoseEndIsKnown() {
        String url = SharedPostgres.migrated();
        try (HikariDataSource pool = SharedPostgres.pool(url)) {
            Rows rows = new Rows(pool);
            RefundTable refunds = new RefundTable();
            Book book = new Book(new Transactions(pool));
            rows.run("""
                    insert into payment_refund (refund_id, payment_id, amount, reason, transaction, state, requested_by,
                                                requested_at, next_try_at)
                    values ('R1', ?, 1000, '', 't', 'REQUESTED', 'H26.13', now(), now())""", UUID.randomUUID());

            write(book, refunds, new Progress(State.REFUNDED, "g-1", "00", null, null));
            // it could not reach the gateway, and would try again
            write(book, refunds, new Progress(State.REQUESTED, null, null, null, NOW.plusSeconds(60)));

            assertThat(rows.all("select state, gateway_refund, next_try_at is null as over from payment_refund"))
                    .containsExactly(Map.of("state", "REFUNDED", "gateway_refund", "g-1", "over", true));
        }
    }

    private static void write(Book book, RefundTable refunds, Progress progress) {
        book.write(page -> {
            refunds.write(page, "R1", progress, NOW);
            return true;
        });
    }
}
