package vn.gov.hanoi.hpasc.hub.payment.order;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import vn.gov.hanoi.hpasc.hub.commit.Worker;
import vn.gov.hanoi.hpasc.hub.storage.Store;

/** What goes on by itself: messages are said, gateways asked, refunds sent. It begins when the database is there. */
final class PaymentWork implements Worker.Employer, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PaymentWork.class);
    private static final Duration SOON = Duration.ofMillis(200);

    private final Store store;
    private final EffectPublisher publisher;
    private final Poller poller;
    private final RefundSender refunds;
    private final Leadership leadership;
    private final Duration tick;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final List<Worker> workers = new CopyOnWriteArrayList<>();
    private volatile boolean running;

    PaymentWork(
            Store store,
            EffectPublisher publisher,
            Poller poller,
            RefundSender refunds,
            Leadership leadership,
            Duration tick) {
        this.store = store;
        this.publisher = publisher;
        this.poller = poller;
        this.refunds = refunds;
        this.leadership = leadership;
        this.tick = tick;
    }

    @FunctionalInterface
    private interface Work {
        void once() throws InterruptedException;
    }

    @Override
    public void start() {
        running = true;
        store.whenReady(() -> {
            begin("payment-messages", SOON, () -> {
                while (publisher.publishDue()) {
                    // there is more
                }
            });
            begin("payment-inquiries", tick, () -> {
                if (leadership.held()) {
                    poller.askDue();
                }
            });
            begin("payment-refunds", tick, refunds::sendDue);
        });
    }

    private synchronized void begin(String name, Duration pause, Work work) {
        CompletableFuture<Worker> itself = new CompletableFuture<>();
        Worker worker = new Worker(name, () -> loop(itself.join(), pause, work));
        itself.complete(worker);
        workers.add(worker.start());
    }

    @Override
    public List<Worker> workers() {
        return workers;
    }

    private void loop(Worker worker, Duration pause, Work work) {
        boolean troubled = false;
        try {
            while (!stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                worker.begins();
                try {
                    work.once();
                    troubled = false;
                } catch (RuntimeException | Error e) {
                    // one line when it begins, not one for every round
                    LOG.atLevel(troubled ? org.slf4j.event.Level.DEBUG : org.slf4j.event.Level.WARN)
                            .addKeyValue("work", worker.name())
                            .addKeyValue("cause", String.valueOf(e.getMessage()))
                            .log("payment.work-failed");
                    troubled = true;
                } finally {
                    worker.ends();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        stopping.countDown();
        for (Worker worker : workers) {
            try {
                worker.join(Duration.ofSeconds(2).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        leadership.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
