package vn.gov.hanoi.hpasc.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.hub.accept.AcceptNode;
import vn.gov.hanoi.hpasc.hub.identity.City;
import vn.gov.hanoi.hpasc.hub.line.DepartureTable;
import vn.gov.hanoi.hpasc.hub.line.Dispatch;
import vn.gov.hanoi.hpasc.hub.storage.Rows;

/** Accept and delivery stage of one hub node on a real database; what would go to the broker is only remembered. */
final class DeliveryNode implements AutoCloseable {

    final AcceptNode accept;
    final Rows rows;
    final DeliveryLoader loader;
    final Settlements settlements;
    final Inbox inbox;
    final ParkedDeliveries parked;
    final DepartureTable table = new DepartureTable();
    private final Clock clock;

    DeliveryNode(String url, Clock clock) {
        this(AcceptNode.on(url, clock), clock);
    }

    DeliveryNode(AcceptNode accept, Clock clock) {
        this.clock = clock;
        this.accept = accept;
        this.rows = new Rows(accept.ownerPool);
        this.loader = new DeliveryLoader(accept.transactions, new MessageCodec(), City.destinations(), accept.handover);
        this.settlements = new Settlements(accept.transactions, accept.notices, accept.outbox, clock, 2);
        this.inbox = new PullInbox(accept.transactions, loader, settlements, clock);
        this.parked = new ParkedDeliveries(accept.transactions, loader, accept.notices, accept.outbox, clock);
    }

    /** The delivery as a consumer would read it. */
    TakenUp load(UUID deliveryId) {
        try {
            return Objects.requireNonNull(loader.load(deliveryId));
        } catch (StoreAway e) {
            throw new AssertionError(e);
        }
    }

    /** Whether it was recorded. */
    boolean record(Settlement settlement) {
        try {
            return settlements.record(settlement);
        } catch (StoreAway e) {
            throw new AssertionError(e);
        }
    }

    void deliver(UUID deliveryId) {
        record(new Settlement.Delivered(load(deliveryId), "ref-" + deliveryId));
    }

    void park(UUID deliveryId) {
        record(new Settlement.Parked(load(deliveryId), ErrorCode.DESTINATION_REFUSED, "giấy tờ bị mờ", "land-office"));
    }

    void later(UUID deliveryId, Instant nextAttempt, boolean called) {
        record(new Settlement.Later(
                load(deliveryId), called, called, ErrorCode.DESTINATION_ERROR, "out of order", nextAttempt));
    }

    /** As the sweeper does: puts what is due on its way. */
    List<Dispatch> takeDue(String destination, int limit) throws SQLException {
        List<Dispatch> due = accept.transactions.run(connection -> table.takeDue(
                connection,
                destination,
                table.senders(connection, destination).stream()
                        .collect(Collectors.toMap(sender -> sender, sender -> limit)),
                limit,
                clock.instant()));
        accept.outbox.occupy(due);
        return due;
    }

    /** The deliveries of a dossier to a destination, in their order. */
    List<Map<String, Object>> line(String dossier, String destination) {
        return rows.all("""
                select d.delivery_id, d.sequence, d.revision, d.state, d.attempts, d.code
                from delivery d join dossier s using (dossier_id)
                where s.code = ? and d.destination = ? order by d.sequence, d.revision""", dossier, destination);
    }

    List<String> states(String dossier, String destination) {
        return line(dossier, destination).stream()
                .map(row -> row.get("sequence") + "." + row.get("revision") + " " + row.get("state"))
                .toList();
    }

    /** The n-th delivery of a line, from 0. */
    UUID delivery(String dossier, String destination, int nth) {
        return (UUID) line(dossier, destination).get(nth).get("delivery_id");
    }

    /** Everything the ledger says was created is somewhere, every line counts its own, and only its head is not waiting. */
    void assertBalanced() {
        assertThat(rows.all("""
                        with created as (select name as destination, count(*) as n
                                         from ledger_entry, unnest(destinations) name group by name),
                             found as (select destination, count(*) as n from delivery group by destination)
                        select * from created full join found using (destination)
                        where created.n is distinct from found.n""")).as("created, but not found, or the reverse").isEmpty();
        assertThat(rows.all("""
                        select l.* from line l
                        where open_count <> (select count(*) from delivery d
                                             where (d.dossier_id, d.destination) = (l.dossier_id, l.destination)
                                               and finished_at is null)
                           or last_sequence <> (select max(sequence) from delivery d
                                                where (d.dossier_id, d.destination) = (l.dossier_id, l.destination))
                           or last_sequence <> (select count(distinct sequence) from delivery d
                                                where (d.dossier_id, d.destination) = (l.dossier_id, l.destination))""")).as("lines that miscount").isEmpty();
        assertThat(rows.all("""
                        select * from (select d.*, row_number() over (partition by dossier_id, destination
                                                                      order by sequence, revision) as place
                                       from delivery d where finished_at is null) unfinished
                        where (place = 1) = (state = 'waiting')"""))
                .as("a head that waits, or another one that does not")
                .isEmpty();
        assertThat(rows.all("""
                        select late.* from delivery late join delivery early using (dossier_id, destination)
                        where late.state = 'delivered' and early.finished_at is null
                          and (early.sequence, early.revision) < (late.sequence, late.revision)""")).as("delivered before its turn").isEmpty();
        assertThat(
                        rows.all(
                                "select * from delivery where (finished_at is null) = (state in ('delivered', 'refused', 'cancelled'))"))
                .as("neither finished nor unfinished")
                .isEmpty();
    }

    @Override
    public void close() {
        settlements.close();
        loader.close();
        accept.close();
    }
}
