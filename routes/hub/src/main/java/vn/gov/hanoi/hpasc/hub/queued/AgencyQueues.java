package vn.gov.hanoi.hpasc.hub.queued;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.Destinations;
import vn.gov.hanoi.hpasc.connectors.spi.Transport;
import vn.gov.hanoi.hpasc.hub.broker.Queues;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.ledger.Ledger;
import vn.gov.hanoi.hpasc.hub.ledger.LedgerEntry;

/** The queues that agencies read, for operators: how full they are, and sending again from a restore point. */
public final class AgencyQueues {

    private static final String OUT = "hpasc.out.";

    /** A new duplicate-detection id each, since a broker that is whole would drop the old one; the key stays. */
    private static final String RESEND = """
            insert into queued_message (queue, duplicate_id, delivery_id)
            select q.queue, gen_random_uuid(), d.delivery_id
            from delivery d
            join unnest(?::text[], ?::text[]) q(destination, queue) on q.destination = d.destination
            where d.state = 'delivered' and d.finished_at >= ?::timestamptz
              and (?::uuid is null or d.exchange_id = ?::uuid)
              and not exists (select 1 from queued_message m where m.delivery_id = d.delivery_id)
            order by d.finished_at, d.dossier_id, d.sequence""";

    private final Transactions transactions;
    private final QueuedMessages messages;
    private final Destinations destinations;
    private final Ledger ledger = new Ledger();
    private final Clock clock;

    AgencyQueues(Transactions transactions, QueuedMessages messages, Destinations destinations, Clock clock) {
        this.transactions = transactions;
        this.messages = messages;
        this.destinations = destinations;
        this.clock = clock;
    }

    /**
     * A queue that is not empty.
     *
     * @param kind {@code out} or {@code receipts}
     * @param depth messages not known to be consumed
     * @param again of them, how many are to be sent again
     */
    public record View(String agency, String kind, long depth, long again, long oldestSeconds) {}

    /** All queues that are not empty, as far as the hub knows. */
    public List<View> all() {
        return transactions.ask(messages::depths).stream()
                .map(depth -> {
                    boolean out = depth.queue().startsWith(OUT);
                    String agency = depth.queue().replaceFirst("^hpasc\\.(out|receipts)\\.", "");
                    return new View(
                            agency, out ? "out" : "receipts", depth.depth(), depth.again(), depth.oldestSeconds());
                })
                .toList();
    }

    /**
     * What to send again.
     *
     * @param since deliveries that were put on a queue at this instant or later
     * @param exchangeId only those of this message; null for all
     */
    public record RestorePoint(Instant since, @Nullable UUID exchangeId) {}

    /** Has deliveries over queues sent again with the same keys, consumed or not; gives how many. */
    public long resend(RestorePoint from, String operator, String reason) {
        return transactions.ask(connection -> {
            long again = resend(connection, from);
            LedgerEntry.Subject subject = new LedgerEntry.Subject(from.exchangeId(), null, null, null);
            String detail = again + " messages of queues sent again, since " + from.since() + ": " + reason;
            ledger.append(
                    connection,
                    List.of(LedgerEntry.ofDelivery(LedgerEntry.Kind.OPERATOR, subject, operator, null, detail)),
                    clock.instant());
            return again;
        });
    }

    private long resend(Connection connection, RestorePoint from) throws SQLException {
        List<Destination> queues = destinations.over(Transport.MQ);
        try (PreparedStatement statement = connection.prepareStatement(RESEND)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text", queues.stream().map(Destination::name).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            queues.stream().map(to -> Queues.out(to.agency())).toArray()));
            statement.setString(3, from.since().toString());
            statement.setObject(4, from.exchangeId());
            statement.setObject(5, from.exchangeId());
            return statement.executeUpdate();
        }
    }
}
