package vn.gov.hanoi.hpasc.hub.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Status;

class BrokerTrustTest {

    private final AtomicLong time = new AtomicLong();
    private final AtomicLong probes = new AtomicLong();
    private @Nullable List<String> answer = List.of();
    private final BrokerTrust trust = new BrokerTrust(this::probe, time::get);
    private final BrokerTrustHealthIndicator health = new BrokerTrustHealthIndicator(trust);

    private List<String> probe() throws IOException {
        probes.incrementAndGet();
        if (answer == null) {
            throw new IOException("refused");
        }
        return answer;
    }

    @Test
    void probesOnceUntilAConnectionFailed() throws JMSException {
        assertThat(health.health().getStatus()).isEqualTo(Status.UNKNOWN);
        trust.require();
        trust.require();
        assertThat(probes).hasValue(1);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        trust.forget();
        assertThat(health.health().getStatus()).isEqualTo(Status.UNKNOWN);
        trust.require();
        assertThat(probes).hasValue(2);
    }

    @Test
    void refusesWhileSomethingIsFoundAndProbesAgainLater() {
        answer = List.of("It lets anybody in.");
        assertThatThrownBy(trust::require).isInstanceOf(JMSException.class).hasMessageContaining("anybody");
        assertThatThrownBy(trust::require).isInstanceOf(JMSException.class);
        assertThat(probes).hasValue(1);
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.health().getDetails().toString()).contains("It lets anybody in.");

        answer = List.of();
        time.addAndGet(Duration.ofSeconds(16).toNanos());
        assertThatCode(trust::require).doesNotThrowAnyException();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void doesNotTrustABrokerThatIsAway() {
        answer = null;
        assertThatThrownBy(trust::require).isInstanceOf(JMSException.class);
        assertThatThrownBy(trust::require).isInstanceOf(JMSException.class);
        assertThat(probes).hasValue(2);
        assertThat(health.health().getStatus()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void trustsTheHubsOwnBroker() throws JMSException {
        BrokerTrust own = BrokerTrust.own();
        own.forget();
        own.require();
        assertThat(new BrokerTrustHealthIndicator(own).health().getStatus()).isEqualTo(Status.UP);
    }
}
