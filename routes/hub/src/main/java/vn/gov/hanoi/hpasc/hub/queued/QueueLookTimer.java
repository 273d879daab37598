package vn.gov.hanoi.hpasc.hub.queued;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.jms.JMSException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.storage.Store;

/** Looks at the queues regularly and shows their depth and age as metrics. */
class QueueLookTimer {

    private static final Logger LOG = LoggerFactory.getLogger(QueueLookTimer.class);

    private final QueueLooks looks;
    private final AgencyQueues queues;
    private final Store store;
    private final MultiGauge depth;
    private final MultiGauge age;

    QueueLookTimer(QueueLooks looks, AgencyQueues queues, Store store, MeterRegistry meters) {
        this.looks = looks;
        this.queues = queues;
        this.store = store;
        this.depth = MultiGauge.builder("hub.queue.depth")
                .description("messages in an agency's queue that are not known to be consumed")
                .register(meters);
        this.age = MultiGauge.builder("hub.queue.oldest")
                .baseUnit("seconds")
                .description("how long the oldest of them has been there")
                .register(meters);
    }

    @Scheduled(fixedDelayString = "${hub.queued.look-every:5s}", initialDelayString = "2s")
    void look() {
        if (!store.ready()) {
            return;
        }
        try {
            looks.look();
            List<AgencyQueues.View> all = queues.all();
            show(depth, all, AgencyQueues.View::depth);
            show(age, all, AgencyQueues.View::oldestSeconds);
        } catch (JMSException | SQLException | StoreUnavailable away) {
            LOG.atDebug().addKeyValue("reason", away.getMessage()).log("queued.not-looked");
        }
    }

    private static void show(MultiGauge gauge, List<AgencyQueues.View> all, ToLongFunction<AgencyQueues.View> value) {
        gauge.register(
                all.stream()
                        .map(view -> MultiGauge.Row.of(
                                Tags.of("agency", view.agency(), "queue", view.kind()), value.applyAsLong(view)))
                        .toList(),
                true);
    }
}
