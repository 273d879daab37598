package vn.gov.hanoi.hpasc.hub.ingress.queue;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Clock;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.hub.broker.Queues;
import vn.gov.hanoi.hpasc.hub.broker.UnreadableQueue;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.ingress.IngressProperties;
import vn.gov.hanoi.hpasc.hub.ingress.queue.Received.Unreadable;
import vn.gov.hanoi.hpasc.hub.problem.Languages;

/**
 * Parks what could not be taken apart, as it came, for an operator: an invalid message channel. Its sender has been told
 * that it was refused; so nothing is lost when the parking queue is full and no more is put there.
 */
@Component
class UnreadableParking {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadableParking.class);

    private final Clock clock;
    private final int most;

    UnreadableParking(Clock clock, IngressProperties limits) {
        this.clock = clock;
        this.most = limits.queueUnreadable();
    }

    /** Sends it in the session, whose commit alone parks it. */
    void park(Session session, ClientSession core, Agency agency, Unreadable unreadable, Problem why)
            throws JMSException, ActiveMQException {
        boolean room = core.queueQuery(SimpleString.of(Queues.UNREADABLE)).getMessageCount() < most;
        LOG.atWarn()
                .addKeyValue("agency", agency.code())
                .addKeyValue("kind", unreadable.kind())
                .addKeyValue("bytes", unreadable.length())
                .addKeyValue("code", why.code().wire())
                .addKeyValue("parked", room)
                .log("ingress.queue.unreadable");
        if (room) {
            try (MessageProducer parking = session.createProducer(session.createQueue(Queues.UNREADABLE))) {
                parking.send(parked(session, agency, unreadable, why));
            }
        }
    }

    private BytesMessage parked(Session session, Agency agency, Unreadable unreadable, Problem why)
            throws JMSException {
        BytesMessage parked = session.createBytesMessage();
        parked.writeBytes(unreadable.content());
        parked.setStringProperty(UnreadableQueue.AGENCY, agency.code().value());
        parked.setStringProperty(UnreadableQueue.KIND, unreadable.kind());
        parked.setStringProperty(UnreadableQueue.CODE, why.code().wire());
        parked.setStringProperty(UnreadableQueue.REASON, reason(why));
        parked.setStringProperty(UnreadableQueue.SINCE, clock.instant().toString());
        parked.setLongProperty(UnreadableQueue.LENGTH, unreadable.length());
        return parked;
    }

    private static String reason(Problem why) {
        String faults = why.faults().stream()
                .map(fault -> fault.pointer() + " " + fault.message())
                .collect(Collectors.joining("; "));
        return why.message(Languages.ENGLISH) + (faults.isEmpty() ? "" : ": " + faults.strip());
    }
}
