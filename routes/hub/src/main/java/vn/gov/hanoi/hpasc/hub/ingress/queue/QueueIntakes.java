package vn.gov.hanoi.hpasc.hub.ingress.queue;

import jakarta.jms.ConnectionFactory;
import java.time.Duration;
import java.util.List;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.ingress.IngressProperties;
import vn.gov.hanoi.hpasc.hub.ingress.limits.AgencyQuotas;
import vn.gov.hanoi.hpasc.hub.queued.ReplyStore;

/**
 * One {@link QueueIntake} for each agency, from when the routes stand to before they fall. Not a Spring lifecycle bean: such
 * a bean would have Spring start the Camel context it depends on before its routes are known, and they would never be.
 */
@Component
class QueueIntakes {

    private static final Logger LOG = LoggerFactory.getLogger(QueueIntakes.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Agencies agencies;
    private final ConnectionFactory broker;
    private final CamelContext camel;
    private final AgencyQuotas quotas;
    private final ReplyStore store;
    private final UnreadableParking parking;
    private final IntakeStatus status;
    private final IngressProperties limits;
    private volatile List<QueueIntake> intakes = List.of();

    QueueIntakes(
            Agencies agencies,
            ConnectionFactory broker,
            CamelContext camel,
            AgencyQuotas quotas,
            ReplyStore store,
            UnreadableParking parking,
            IntakeStatus status,
            IngressProperties limits) {
        this.agencies = agencies;
        this.broker = broker;
        this.camel = camel;
        this.quotas = quotas;
        this.store = store;
        this.parking = parking;
        this.status = status;
        this.limits = limits;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        intakes = agencies.all().stream().map(this::started).toList();
    }

    private QueueIntake started(Agency agency) {
        status.watch(agency);
        QueueIntake intake =
                new QueueIntake(agency, broker, camel.createProducerTemplate(), quotas, store, parking, status, limits);
        Thread.ofVirtual().name(QueueRoutes.idOf(agency)).start(intake);
        return intake;
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        intakes.forEach(QueueIntake::stop);
        try {
            for (QueueIntake intake : intakes) {
                if (!intake.stopped(PATIENCE)) {
                    LOG.warn("ingress.queue.still-running");
                }
            }
        } catch (InterruptedException enough) {
            Thread.currentThread().interrupt();
        }
        intakes = List.of();
    }
}
