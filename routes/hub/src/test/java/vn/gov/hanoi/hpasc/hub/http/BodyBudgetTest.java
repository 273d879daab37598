package vn.gov.hanoi.hpasc.hub.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.hub.http.BodyBudget.Lease;
import vn.gov.hanoi.hpasc.hub.http.BodyBudget.Owner;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

class BodyBudgetTest {

    private final BodyBudget budget = new BodyBudget(1000);

    private Lease of(String owner, long most) {
        return budget.lease(new Owner(owner, most));
    }

    private static void refused(Lease lease, long bytes) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> lease.take(bytes))
                .extracting(refusal -> refusal.problem().code())
                .isEqualTo(ErrorCode.OVERLOADED);
    }

    @Test
    void noOwnerTakesMoreThanItsShareAndAllTogetherNoMoreThanThereIs() {
        try (Lease first = of("a", 400);
                Lease second = of("a", 400);
                Lease third = of("b", 400);
                Lease fourth = of("c", 400)) {
            first.take(300);
            refused(second, 101);
            second.take(100);
            third.take(400);
            refused(fourth, 201);
            assertThat(budget.used()).isEqualTo(800);
            assertThat(budget.used("c")).as("what was refused is not held").isZero();
            fourth.take(200);
        }
        assertThat(budget.used()).isZero();
        assertThat(budget.used("a")).isZero();
    }

    @Test
    void aQuarterOfSmallBudgetsIsAQuarter() {
        assertThat(new BodyBudget(64 << 20).share(25)).isEqualTo(16 << 20);
        assertThat(new BodyBudget(150).share(50)).isEqualTo(75);
    }

    @Test
    void aSecondAccountThatRefusesLeavesTheFirstAsItWas() {
        try (Lease lease = budget.lease(new Owner("peer", 500), new Owner("strangers", 300))) {
            refused(lease, 301);
            assertThat(budget.used("peer")).isZero();
            lease.take(300);
            assertThat(budget.used("strangers")).isEqualTo(300);
        }
        assertThat(budget.used("strangers")).isZero();
    }

    @Test
    void nothingIsLostHoweverManyTakeAndGiveBackAtTheSameTime() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String owner = "owner " + i % 3;
                all.add(threads.submit(() -> {
                    try (Lease lease = of(owner, 350)) {
                        lease.take(120);
                        lease.take(120);
                    } catch (Refusal full) {
                        assertThat(budget.used()).isLessThanOrEqualTo(1000 + 8 * 120);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(budget.used()).isZero();
        assertThat(budget.used("owner 0")).isZero();
    }
}
