package vn.gov.hanoi.hpasc.hub.payment.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.payment.book.Book.Page;
import vn.gov.hanoi.hpasc.hub.storage.Rows;
import vn.gov.hanoi.hpasc.hub.storage.SharedPostgres;

/** Two orders for one obligation that are paid at the same moment, each at a node of its own. */
class DoublePaymentIT {

    private final OrderTable orders = new OrderTable();

    @Test
    void findsThatAnObligationWasPaidTwiceAtTheSameMoment() {
        String url = SharedPostgres.migrated();
        try (HikariDataSource one = SharedPostgres.pool(url);
                HikariDataSource other = SharedPostgres.pool(url);
                ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            Rows rows = new Rows(one);
            UUID first = pending(rows);
            UUID second = pending(rows);
            CountDownLatch judged = new CountDownLatch(1);
            CountDownLatch commit = new CountDownLatch(1);
            CompletableFuture<Boolean> firstFound = CompletableFuture.supplyAsync(
                    () -> new Book(new Transactions(one)).write(page -> {
                        boolean paidTwice = paid(page, first);
                        judged.countDown();
                        waitFor(commit);
                        return paidTwice;
                    }),
                    nodes);
            waitFor(judged);
            CompletableFuture<Boolean> secondFound = CompletableFuture.supplyAsync(
                    () -> new Book(new Transactions(other)).write(page -> paid(page, second)), nodes);

            // the second one has an answer, or waits for the first
            await().until(() -> secondFound.isDone()
                    || rows.count("select count(*) from pg_stat_activity"
                                    + " where datname = current_database() and wait_event_type = 'Lock'")
                            > 0);
            commit.countDown();

            assertThat(firstFound.orTimeout(20, TimeUnit.SECONDS).join()).isFalse();
            assertThat(secondFound.orTimeout(20, TimeUnit.SECONDS).join()).isTrue();
        }
    }

    private boolean paid(Page page, UUID paymentId) {
        PaymentOrder order = orders.lock(page, paymentId).orElseThrow();
        page.sql("update payment_order set state = 'PAID' where payment_id = :id")
                .param("id", paymentId)
                .update();
        return orders.otherPaid(page, order);
    }

    private static UUID pending(Rows rows) {
        UUID paymentId = UUID.randomUUID();
        rows.run("""
                insert into payment_order (payment_id, dossier_id, dossier_code, obligation_id, gateway, merchant, reference,
                                           amount, state, description, return_url, payer_address, language, opened_by,
                                           created_at, expires_at, updated_at)
                values (?, 1, 'H26.13-261123-0001', 'LP-01', 'vnpay', 'office', ?, 120000, 'PENDING', '', 'https://a.example',
                        '203.0.113.7', 'vi', 'H26.13', now(), now() + interval '1 hour', now())""", paymentId, "P" + paymentId);
        return paymentId;
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
