package vn.gov.hanoi.hpasc.hub.queued;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.queued.QueuedMessages.Row;

/**
 * Finds out what agencies have consumed: what was put on a queue and is found in it no more, neither waiting nor held by a
 * reader, by two looks in a row. Works with any Artemis, inside this process or elsewhere.
 */
final class QueueLooks {

    private static final Logger LOG = LoggerFactory.getLogger(QueueLooks.class);

    /** Rows compared at once; bounds the memory of a look whatever waits in a queue. */
    private static final int CHUNK = 2_000;

    private final ConnectionFactory factory;
    private final Transactions transactions;
    private final QueuedMessages messages;
    private final QueueRecovery recovery;

    QueueLooks(ConnectionFactory factory, Transactions transactions, QueuedMessages messages, QueueRecovery recovery) {
        this.factory = factory;
        this.transactions = transactions;
        this.messages = messages;
        this.recovery = recovery;
    }

    /** Looks once at every queue of which something is outstanding. */
    void look() throws JMSException, SQLException {
        List<String> queues = transactions.run(messages::queues);
        if (queues.isEmpty()) {
            return;
        }
        try (Connection connection = factory.createConnection()) {
            connection.start();
            try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
                QueueContents broker = new QueueContents(session);
                Optional<QueueContents.Boot> boot = broker.boot().filter(QueueContents.Boot::recovered);
                if (boot.isPresent()) {
                    for (String queue : queues) {
                        look(session, broker, queue, boot.get().id());
                    }
                }
            }
        }
    }

    private void look(Session session, QueueContents broker, String queue, UUID boot)
            throws JMSException, SQLException {
        long after = 0;
        List<Row> rows;
        do {
            long from = after;
            rows = transactions.run(connection -> messages.oldest(connection, queue, boot, false, from, CHUNK));
            List<Row> suspects = rows.stream().filter(Row::suspect).toList();
            if (!suspects.isEmpty()) {
                long sent = recovery.sendMissing(session, queue, boot, suspects);
                LOG.atInfo()
                        .addKeyValue("queue", queue)
                        .addKeyValue("messages", sent)
                        .log("queued.sent-again");
            }
            Set<UUID> known = rows.stream()
                    .filter(row -> !row.suspect())
                    .map(Row::duplicateId)
                    .collect(Collectors.toSet());
            if (!compared(broker, queue, boot, known)) {
                return;
            }
            after = rows.isEmpty() ? after : rows.getLast().position();
        } while (rows.size() == CHUNK);
    }

    /** False when nothing of {@code known} was consumed, so that younger messages need no look, or nobody can tell. */
    private boolean compared(QueueContents broker, String queue, UUID boot, Set<UUID> known)
            throws JMSException, SQLException {
        Set<UUID> found = new HashSet<>(broker.waiting(queue, known));
        if (found.size() < known.size()) {
            Optional<Set<UUID>> held = broker.held(queue);
            if (held.isEmpty()) {
                return false;
            }
            found.addAll(held.get());
            // what a reader gave back between the two questions
            found.addAll(broker.waiting(queue, known));
        }
        found.retainAll(known);
        List<UUID> missing = new ArrayList<>(known);
        missing.removeAll(found);
        int consumed = transactions.run(connection -> messages.looked(connection, queue, boot, found, missing));
        LOG.atDebug()
                .addKeyValue("queue", queue)
                .addKeyValue("consumed", consumed)
                .log("queued.looked");
        return known.isEmpty() || !missing.isEmpty();
    }
}
