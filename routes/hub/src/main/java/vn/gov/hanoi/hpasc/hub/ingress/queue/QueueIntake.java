package vn.gov.hanoi.hpasc.hub.ingress.queue;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.hub.broker.Queues;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.ingress.IngressProperties;
import vn.gov.hanoi.hpasc.hub.ingress.limits.AgencyQuotas;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;
import vn.gov.hanoi.hpasc.hub.queued.QueuedReply;
import vn.gov.hanoi.hpasc.hub.queued.ReplyStore;

/**
 * Empties one agency's queue, in order, many messages in one commit: whatever is there, up to a limit, goes through the
 * route of the agency; the answers are sent and the messages acknowledged in one transaction of the broker. When the hub
 * cannot accept, the transaction is undone and everything comes again in the same order, after a pause, for as long as
 * it takes. Why this is not a Camel consumer: see RATIONALE.md.
 */
class QueueIntake implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(QueueIntake.class);
    private static final long LISTEN_MILLIS = 1_000;

    private final Agency agency;
    private final ConnectionFactory broker;
    private final ProducerTemplate routes;
    private final AgencyQuotas quotas;
    private final ReplyStore store;
    private final int mostAtOnce;
    private final BackOff backOff;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    QueueIntake(
            Agency agency,
            ConnectionFactory broker,
            ProducerTemplate routes,
            AgencyQuotas quotas,
            ReplyStore store,
            IngressProperties limits) {
        this.agency = agency;
        this.broker = broker;
        this.routes = routes;
        this.quotas = quotas;
        this.store = store;
        this.mostAtOnce = limits.queueBatch();
        this.backOff = new BackOff(limits.queueBackOff(), limits.queueLongestBackOff());
    }

    @Override
    public void run() {
        try {
            while (running()) {
                try {
                    listen();
                } catch (JMSException | RuntimeException away) {
                    Duration pause = backOff.next();
                    LOG.atWarn()
                            .addKeyValue("agency", agency.code())
                            .addKeyValue("again", pause)
                            .addKeyValue("reason", String.valueOf(away.getMessage()))
                            .log("ingress.queue.broken");
                    pause(pause);
                }
            }
        } finally {
            stopped.countDown();
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
        } catch (InterruptedException enough) {
            stop();
            Thread.currentThread().interrupt();
        }
    }

    private void listen() throws JMSException {
        try (Connection connection = broker.createConnection();
                Session session = connection.createSession(Session.SESSION_TRANSACTED);
                MessageConsumer queue = session.createConsumer(session.createQueue(Queues.in(agency.code())));
                MessageProducer receipts =
                        session.createProducer(session.createQueue(Queues.receipts(agency.code())))) {
            connection.start();
            while (running()) {
                keepWithinRate();
                List<Received> taken = take(queue);
                if (!taken.isEmpty()) {
                    settle(session, receipts, taken);
                }
            }
        }
    }

    /** Nobody is refused here: the queue of an agency that sends more than it may is read no faster than it may. */
    private void keepWithinRate() {
        Duration pause = quotas.pause(agency);
        if (!pause.isZero()) {
            pause(pause);
        }
    }

    /** What is there now, at most so many; waits a little for the first. */
    private List<Received> take(MessageConsumer queue) throws JMSException {
        List<Received> taken = new ArrayList<>();
        Message message = queue.receive(LISTEN_MILLIS);
        while (message != null) {
            taken.add(new Received(message));
            message = taken.size() < mostAtOnce ? queue.receiveNoWait() : null;
        }
        return taken;
    }

    private void settle(Session session, MessageProducer receipts, List<Received> taken) throws JMSException {
        try {
            List<QueuedReply> replies = new ArrayList<>(taken.size());
            for (Reply reply : through(new QueueBatch(agency, taken))) {
                replies.add(reply.queued());
            }
            // known before they are seen: what the broker then loses is sent again
            store.store(agency.code(), replies);
            for (QueuedReply reply : replies) {
                reply.send(session, receipts);
            }
            session.commit();
            quotas.charge(agency, taken.size());
            backOff.reset();
        } catch (Refusal unavailable) {
            session.rollback();
            Duration pause = backOff.next();
            LOG.atWarn()
                    .addKeyValue("agency", agency.code())
                    .addKeyValue("messages", taken.size())
                    .addKeyValue("code", unavailable.problem().code().wire())
                    .addKeyValue("again", pause)
                    .log("ingress.queue.waiting");
            pause(pause);
        }
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
