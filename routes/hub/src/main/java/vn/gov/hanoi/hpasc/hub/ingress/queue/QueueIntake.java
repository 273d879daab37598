package vn.gov.hanoi.hpasc.hub.ingress.queue;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.hub.broker.CoreSessions;
import vn.gov.hanoi.hpasc.hub.broker.Queues;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.ingress.IngressProperties;
import vn.gov.hanoi.hpasc.hub.ingress.limits.AgencyQuotas;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;
import vn.gov.hanoi.hpasc.hub.queued.QueuedReply;
import vn.gov.hanoi.hpasc.hub.queued.ReplyStore;

/**
 * Empties one agency's queue, in order, many messages in one commit: whatever is there, up to a number and a size, goes
 * through the route of the agency; the answers are sent and the messages acknowledged in one transaction of the broker. When
 * the hub cannot accept, the transaction is undone and everything comes again in the same order, after a pause, for as long
 * as it takes. Nothing that is thrown ends it. Why this is not a Camel consumer: see RATIONALE.md.
 */
class QueueIntake implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(QueueIntake.class);
    private static final long LISTEN_MILLIS = 1_000;
    private static final long BREATH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Agency agency;
    private final ConnectionFactory broker;
    private final ProducerTemplate routes;
    private final AgencyQuotas quotas;
    private final ReplyStore store;
    private final UnreadableParking parking;
    private final IntakeStatus status;
    private final QueueReader reader;
    private final BackOff backOff;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    QueueIntake(
            Agency agency,
            ConnectionFactory broker,
            ProducerTemplate routes,
            AgencyQuotas quotas,
            ReplyStore store,
            UnreadableParking parking,
            IntakeStatus status,
            IngressProperties limits) {
        this.agency = agency;
        this.broker = broker;
        this.routes = routes;
        this.quotas = quotas;
        this.store = store;
        this.parking = parking;
        this.status = status;
        this.reader = new QueueReader(limits);
        this.backOff = new BackOff(limits.queueBackOff(), limits.queueLongestBackOff());
    }

    /** A session with all that is needed in it. */
    private record Link(Session session, ClientSession core, ClientConsumer queue, MessageProducer receipts) {}

    @Override
    @SuppressWarnings("CatchingUnchecked") // an intake that ended would leave its agency without answers, and unseen
    public void run() {
        try {
            while (running()) {
                try {
                    listen();
                } catch (Throwable broken) {
                    endure(broken);
                }
            }
        } finally {
            stopped.countDown();
        }
    }

    private void endure(Throwable broken) {
        try {
            if (!(broken instanceof JMSException || broken instanceof ActiveMQException)) {
                reader.failed();
            }
            status.down(agency, String.valueOf(broken.getMessage()));
            Duration pause = backOff.next();
            LOG.atWarn()
                    .addKeyValue("agency", agency.code())
                    .addKeyValue("again", pause)
                    .addKeyValue("kind", broken.getClass().getSimpleName())
                    .addKeyValue("reason", String.valueOf(broken.getMessage()))
                    .log("ingress.queue.broken");
            pause(pause);
        } catch (Throwable noMemoryToSaySo) {
            LockSupport.parkNanos(BREATH_NANOS);
        }
    }

    void stop() {
        stopping.countDown();
    }

    /** Whether it came to its end in time. */
    boolean stopped(Duration patience) throws InterruptedException {
        return stopped.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean running() {
        return stopping.getCount() > 0;
    }

    private void pause(Duration pause) {
        try {
            boolean now = stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            LOG.atDebug().addKeyValue("stopping", now).log("ingress.queue.paused");
        } catch (InterruptedException notByStop) {
            LOG.atDebug().log("ingress.queue.interrupted");
        }
    }

    /** Until it is stopped, something breaks, or the consumer must be made anew. */
    private void listen() throws JMSException, ActiveMQException {
        try (Connection connection = broker.createConnection();
                Session session = connection.createSession(Session.SESSION_TRANSACTED);
                MessageProducer receipts =
                        session.createProducer(session.createQueue(Queues.receipts(agency.code())))) {
            connection.start();
            ClientSession core = CoreSessions.of(session);
            try (ClientConsumer queue = CoreSessions.consumer(core, Queues.in(agency.code()))) {
                Link link = new Link(session, core, queue, receipts);
                boolean whole = true;
                while (running() && whole) {
                    whole = oneBatch(link);
                }
            } finally {
                undo(session);
            }
        }
    }

    /** What was not committed: a session that goes back to the pool must not carry it to its next user. */
    private static void undo(Session session) {
        try {
            session.rollback();
        } catch (JMSException gone) {
            LOG.atDebug().log("ingress.queue.gone");
        }
    }

    /** Whether the consumer can give more. */
    private boolean oneBatch(Link link) throws JMSException, ActiveMQException {
        keepWithinRate();
        List<Received> taken = reader.take(link.queue(), LISTEN_MILLIS);
        if (taken.isEmpty()) {
            status.up(agency);
            backOff.reset();
            return !link.core().isClosed();
        }
        return settle(link, taken) && !taken.getLast().abandoned();
    }

    /** Nobody is refused here: the queue of an agency that sends more than it may is read no faster than it may. */
    private void keepWithinRate() {
        Duration pause = quotas.pause(agency);
        if (!pause.isZero()) {
            pause(pause);
        }
    }

    private boolean settle(Link link, List<Received> taken) throws JMSException, ActiveMQException {
        try {
            List<QueuedReply> replies = new ArrayList<>(taken.size());
            for (Reply reply : through(new QueueBatch(agency, taken))) {
                replies.add(reply.queued());
            }
            // known before they are seen: what the broker then loses is sent again
            store.store(agency.code(), replies);
            for (QueuedReply reply : replies) {
                reply.send(link.session(), link.receipts());
            }
            park(link, taken);
            link.session().commit();
            reader.settled(taken.size());
            quotas.charge(agency, taken.size());
            status.up(agency);
            backOff.reset();
        } catch (Refusal unavailable) {
            link.session().rollback();
            await(taken.size(), unavailable.problem().code());
        } catch (StoreUnavailable away) {
            // the answers were not stored: nothing wrong with the messages
            link.session().rollback();
            await(taken.size(), ErrorCode.STORE_UNAVAILABLE);
        }
        return true;
    }

    private void park(Link link, List<Received> taken) throws JMSException, ActiveMQException {
        for (Received received : taken) {
            if (received.unreadable() != null && received.problem() != null) {
                parking.park(link.session(), link.core(), agency, received.unreadable(), received.problem());
                status.unreadable(agency);
            }
        }
    }

    private void await(int messages, ErrorCode why) {
        String code = why.wire();
        status.waiting(agency, code);
        Duration pause = backOff.next();
        LOG.atWarn()
                .addKeyValue("agency", agency.code())
                .addKeyValue("messages", messages)
                .addKeyValue("code", code)
                .addKeyValue("again", pause)
                .log("ingress.queue.waiting");
        pause(pause);
    }

    @SuppressWarnings("unchecked")
    private List<Reply> through(QueueBatch batch) {
        Exchange done = routes.send(
                "direct:" + QueueRoutes.idOf(agency),
                exchange -> exchange.getIn().setBody(batch));
        Exception failure = done.getException();
        if (failure instanceof Refusal refusal) {
            throw refusal;
        }
        if (failure != null) {
            throw new IllegalStateException("the route failed", failure);
        }
        return (List<Reply>) done.getMessage().getBody(List.class);
    }
}
