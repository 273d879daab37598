package vn.gov.hanoi.hpasc.hub.queued;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.apache.activemq.artemis.api.jms.management.JMSManagementHelper;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.QueueMessageEncoder;
import vn.gov.hanoi.hpasc.hub.broker.Queues;

/** What is in the broker's queues, asked over JMS: browsing, and the management queue for what readers hold. */
final class QueueContents {

    private static final String MANAGEMENT = "activemq.management";
    private static final long ANSWER_MILLIS = 5_000;
    private static final Pattern DUPLICATE_ID =
            Pattern.compile("\"" + QueueMessageEncoder.DUPLICATE_DETECTION + "\"\\s*:\\s*\"([0-9a-fA-F-]{36})\"");
    private static final String RECOVERED = "recovered";

    private final Session session;

    /** @param session not transacted, of a connection that is started */
    QueueContents(Session session) {
        this.session = session;
    }

    /** Which of {@code wanted} wait in {@code queue}, held by no reader; stops when all were found. */
    Set<UUID> waiting(String queue, Set<UUID> wanted) throws JMSException {
        Set<UUID> found = new HashSet<>();
        try (QueueBrowser browser = session.createBrowser(session.createQueue(queue))) {
            Enumeration<?> messages = browser.getEnumeration();
            while (found.size() < wanted.size() && messages.hasMoreElements()) {
                if (messages.nextElement() instanceof Message message) {
                    id(message.getStringProperty(QueueMessageEncoder.DUPLICATE_DETECTION))
                            .filter(wanted::contains)
                            .ifPresent(found::add);
                }
            }
        }
        return found;
    }

    /** The messages of {@code queue} that readers hold and have not acknowledged; empty when that cannot be told. */
    Optional<Set<UUID>> held(String queue) throws JMSException {
        if (manage(queue, "deliveringCount", true) instanceof Number none && none.longValue() == 0) {
            return Optional.of(Set.of());
        }
        if (!(manage(queue, "listDeliveringMessagesAsJSON", false) instanceof String json)) {
            return Optional.empty();
        }
        Set<UUID> held = new HashSet<>();
        Matcher each = DUPLICATE_ID.matcher(json);
        while (each.find()) {
            id(each.group(1)).ifPresent(held::add);
        }
        boolean all =
                manage(queue, "deliveringCount", true) instanceof Number count && count.longValue() <= held.size();
        return all ? Optional.of(held) : Optional.empty();
    }

    private @Nullable Object manage(String queue, String name, boolean attribute) throws JMSException {
        TemporaryQueue replies = session.createTemporaryQueue();
        try (MessageProducer producer = session.createProducer(session.createQueue(MANAGEMENT));
                MessageConsumer consumer = session.createConsumer(replies)) {
            Message request = session.createMessage();
            if (attribute) {
                JMSManagementHelper.putAttribute(request, ResourceNames.QUEUE + queue, name);
            } else {
                JMSManagementHelper.putOperationInvocation(request, ResourceNames.QUEUE + queue, name);
            }
            request.setJMSReplyTo(replies);
            producer.send(request);
            Message reply = consumer.receive(ANSWER_MILLIS);
            return reply == null || !JMSManagementHelper.hasOperationSucceeded(reply)
                    ? null
                    : JMSManagementHelper.getResult(reply);
        } catch (JMSException e) {
            throw e;
        } catch (Exception unreadable) {
            return null;
        } finally {
            replies.delete();
        }
    }

    /** The id of this start of the broker, and whether everything was already sent again. */
    record Boot(UUID id, boolean recovered) {}

    /** The markers in the broker; empty right after it started. */
    Optional<Boot> boot() throws JMSException {
        List<String> markers = new ArrayList<>();
        try (QueueBrowser browser = session.createBrowser(session.createQueue(Queues.BOOT))) {
            Enumeration<?> messages = browser.getEnumeration();
            while (messages.hasMoreElements()) {
                if (messages.nextElement() instanceof Message marker) {
                    markers.add(String.valueOf(marker.getJMSType()));
                }
            }
        }
        return markers.stream()
                .flatMap(text -> id(text).stream())
                .findFirst()
                .map(first -> new Boot(first, markers.contains(RECOVERED)));
    }

    /** Names this start of the broker; of two nodes that do so at the same moment the first is right. */
    Boot name(UUID id) throws JMSException {
        mark(id.toString());
        return boot().orElseThrow(() -> new JMSException("the broker does not keep the hub's markers"));
    }

    void recovered() throws JMSException {
        mark(RECOVERED);
    }

    private void mark(String text) throws JMSException {
        try (MessageProducer producer = session.createProducer(session.createQueue(Queues.BOOT))) {
            producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
            Message marker = session.createMessage();
            marker.setJMSType(text);
            producer.send(marker);
        }
    }

    private static Optional<UUID> id(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
