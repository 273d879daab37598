package vn.gov.hanoi.hpasc.hub.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UnverifiedBudgetTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicLong now = new AtomicLong(-5);
    private final UnverifiedBudget budget = new UnverifiedBudget(10, 25, meters, now::get);

    private long allowed(String address, int calls) {
        long allowed = 0;
        for (int call = 0; call < calls; call++) {
            allowed += budget.allows(address) ? 1 : 0;
        }
        return allowed;
    }

    @Test
    void writesDownSoManyOfOneAddressAndSoManyInAll() {
        assertThat(allowed("192.0.2.1", 1_000)).isEqualTo(10);
        assertThat(allowed("192.0.2.2", 1_000)).isEqualTo(10);
        assertThat(allowed("192.0.2.3", 1_000)).isEqualTo(5);
        assertThat(allowed("192.0.2.4", 1_000)).isZero();
        assertThat(meters.counter("hub.callbacks.untraced").count()).isEqualTo(4_000 - 25);
    }

    @Test
    void takesANetworkOfIpv6ForOneAddress() {
        assertThat(allowed("2001:db8:1:2::1", 6) + allowed("2001:db8:1:2:a:b:c:d", 6))
                .isEqualTo(10);
        assertThat(allowed("2001:db8:1:3::1", 3)).isEqualTo(3);
        assertThat(allowed("::1", 1)).isEqualTo(1);
    }

    @Test
    void fillsUpAgainEvenly() {
        assertThat(allowed("192.0.2.1", 20)).isEqualTo(10);
        now.addAndGet(TimeUnit.SECONDS.toNanos(30));
        assertThat(allowed("192.0.2.1", 20)).isEqualTo(5);
        now.addAndGet(TimeUnit.HOURS.toNanos(1));
        assertThat(allowed("192.0.2.1", 20)).isEqualTo(10);
    }

    @Test
    void forgetsAddressesRatherThanToGrow() {
        UnverifiedBudget wide = new UnverifiedBudget(1, 1_000_000, meters, now::get);
        for (int n = 0; n < 50_000; n++) {
            assertThat(wide.allows("10." + (n >> 16) + "." + (n >> 8 & 255) + "." + (n & 255)))
                    .isTrue();
        }
        assertThat(wide.allows("10.0.195.79")).isFalse();
        assertThat(wide.allows("10.0.0.0")).as("long forgotten").isTrue();
    }
}
