package vn.gov.hanoi.hpasc.hub.broker;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Says once that the broker is away, and once that it is back, where each consumer would say it every second. */
final class BrokerWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerWatch.class);
    private static final long BETWEEN_LOOKS_MILLIS = 2_000;

    private final ConnectionFactory broker;
    private volatile CountDownLatch stopping = new CountDownLatch(0);
    private boolean away;

    BrokerWatch(ConnectionFactory broker) {
        this.broker = broker;
    }

    @Override
    public void start() {
        stopping = new CountDownLatch(1);
        Thread.ofVirtual().name("broker-watch").start(this::watch);
    }

    private void watch() {
        try {
            do {
                look();
            } while (!stopping.await(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try (Connection connection = broker.createConnection()) {
            connection.start();
            if (away) {
                LOG.info("broker.back");
            }
            away = false;
        } catch (BrokerBoots.NotYet waits) {
            LOG.atDebug().addKeyValue("reason", waits.getMessage()).log("broker.not-yet");
        } catch (JMSException | RuntimeException | Error e) {
            if (!away && isRunning()) {
                LOG.atError().addKeyValue("reason", e.getMessage()).log("broker.away");
            }
            away = true;
        }
    }

    @Override
    public void stop() {
        stopping.countDown();
    }

    @Override
    public boolean isRunning() {
        return stopping.getCount() > 0;
    }
}
