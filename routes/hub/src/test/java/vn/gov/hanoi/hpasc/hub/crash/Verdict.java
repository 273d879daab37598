package vn.gov.hanoi.hpasc.hub.crash;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import vn.gov.hanoi.hpasc.connectors.spi.DeliveryKey;
import vn.gov.hanoi.hpasc.dossier.MessageKey;
import vn.gov.hanoi.hpasc.simulators.peer.Intake;
import vn.gov.hanoi.hpasc.simulators.peer.Received;

/**
 * Compares what the hub promised with what its receivers have and with what its database says. Everything that should not
 * be is listed; what may be (repeats at receivers) is counted.
 */
final class Verdict {

    /** What should never be found, by what it would mean. */
    private static final Map<String, String> NEVER = new TreeMap<>(Map.of(
            "a message accepted twice in the ledger",
            "select count(*) from (select 1 from ledger_entry where kind = 'accepted' group by exchange_id"
                    + " having count(*) > 1) t",
            "a message without its ledger entry",
            "select count(*) from message m where not exists (select 1 from ledger_entry l"
                    + " where l.exchange_id = m.exchange_id and l.kind = 'accepted')",
            "a delivery twice",
            "select count(*) from (select 1 from delivery group by exchange_id, destination having count(*) > 1) t",
            "a success recorded twice",
            "select count(*) from (select 1 from ledger_entry where kind = 'attempt' and code is null"
                    + " group by delivery_id having count(*) > 1) t",
            "a line with a hole in its sequence",
            "select count(*) from (select count(distinct sequence) as found, max(sequence) as last from delivery"
                    + " group by dossier_id, destination) t where found <> last",
            "a delivery that overtook one before it",
            "select count(*) from delivery a join delivery b on a.dossier_id = b.dossier_id"
                    + " and a.destination = b.destination and a.sequence < b.sequence"
                    + " where b.state = 'delivered' and a.state in ('waiting', 'ready', 'in-flight', 'parked')",
            "a line whose count of open deliveries is wrong",
            "select count(*) from line l where l.open_count <> (select count(*) from delivery d"
                    + " where d.dossier_id = l.dossier_id and d.destination = l.destination"
                    + " and d.state in ('waiting', 'ready', 'in-flight', 'parked'))",
            "an imbalance between ledger and deliveries",
            "select abs((select coalesce(sum(cardinality(destinations)), 0) from ledger_entry)"
                    + " - (select count(*) from delivery))"));

    /** Deliveries that still move, not counting those that wait behind a parked one. */
    private static final String MOVING =
            "select count(*) from delivery d where d.state in ('waiting', 'ready', 'in-flight') and not exists"
                    + " (select 1 from delivery p where p.dossier_id = d.dossier_id and p.destination = d.destination"
                    + " and p.state = 'parked')";

    /** Messages to departments that are not known to be consumed from their queues. */
    private static final String QUEUED = "select count(*) from queued_message where queue like 'hpasc.out.%'";

    private final PostgresProcess postgres;
    private final Map<String, Intake> receivers;
    private final List<String> wrong = new ArrayList<>();
    private long accepted;
    private long refused;
    private long promised;
    private long delivered;
    private long parked;

    /** @param receivers by destination */
    Verdict(PostgresProcess postgres, Map<String, Intake> receivers) {
        this.postgres = postgres;
        this.receivers = receivers;
    }

    /** How many deliveries have yet to find their end. */
    static long moving(PostgresProcess postgres) throws SQLException {
        return postgres.number(MOVING) + postgres.number(QUEUED);
    }

    /** How many deliveries are in which state, and why. */
    static List<String> states(PostgresProcess postgres) throws SQLException {
        return postgres.column("select concat_ws(' ', destination, state, code, reason, count(*)) from delivery"
                + " group by destination, state, code, reason order by 1");
    }

    /**
     * Judges.
     *
     * @param answers the hub's last word on every message
     * @param parkedDossiers those that a receiver refused; theirs may be parked, nobody else's
     */
    Verdict judge(Map<Outgoing, Answer> answers, Set<String> parkedDossiers) throws SQLException {
        Map<String, String> states = states();
        Set<String> promisedKeys = new HashSet<>();
        answers.forEach((message, answer) -> {
            switch (answer) {
                case Answer.Receipt receipt -> {
                    accepted++;
                    receipt.deliveries().forEach(promise -> {
                        promisedKeys.add(promise.destination() + " " + key(message, promise));
                        judge(message, receipt, promise, states, parkedDossiers);
                    });
                }
                case Answer.Refusal refusal -> {
                    refused++;
                    if (message.trade() != Trade.UNHEARD_OF) {
                        wrong.add(message.id() + " was refused: " + refusal.what());
                    }
                }
            }
        });
        nothingElseArrived(promisedKeys);
        theBalanceSaysWhatArrived();
        nothingRefusedWasKept(answers);
        for (Map.Entry<String, String> never : NEVER.entrySet()) {
            long found = postgres.number(never.getValue());
            if (found != 0) {
                wrong.add(never.getKey() + ": " + found);
            }
        }
        return this;
    }

    private void judge(
            Outgoing message,
            Answer.Receipt receipt,
            Answer.Promise promise,
            Map<String, String> states,
            Set<String> parkedDossiers) {
        promised++;
        String state = String.valueOf(states.get(promise.destination() + " " + receipt.exchangeId()));
        Optional<Received> received = receivers.get(promise.destination()).byKey(key(message, promise));
        if (received.isPresent() && state.equals("delivered")) {
            delivered++;
            Received there = received.get();
            if (there.sequence() != promise.sequence() || !there.dossier().equals(message.dossier())) {
                wrong.add(message.id() + " arrived as " + there.dossier() + " " + there.sequence());
            }
        } else if (received.isEmpty()
                && parkedDossiers.contains(message.dossier())
                && promise.destination().equals(message.trade().destination())
                && (state.equals("parked") || state.equals("waiting"))) {
            parked++;
        } else {
            wrong.add((received.isEmpty() ? "LOST " : "ASTRAY ") + message.id() + " for " + promise + ": " + state
                    + (received.isPresent() ? " though it arrived" : " and never arrived"));
        }
    }

    private static String key(Outgoing message, Answer.Promise promise) {
        MessageKey key = new MessageKey("/agencies/" + message.agency(), message.id());
        return DeliveryKey.of(key, promise.destination()).toString();
    }

    private void nothingElseArrived(Set<String> promisedKeys) {
        receivers.forEach((destination, intake) -> {
            intake.all().stream()
                    .filter(received -> !promisedKeys.contains(destination + " " + received.key()))
                    .filter(received -> !received.type().contains(".delivery-"))
                    .forEach(received -> wrong.add(destination + " got what nobody was promised: " + received.key()));
            intake.disorder().forEach(disorder -> wrong.add(destination + " out of order: " + disorder));
        });
    }

    /** The hub's own count of what was delivered, against what receivers have. */
    private void theBalanceSaysWhatArrived() throws SQLException {
        for (Map.Entry<String, Intake> receiver : receivers.entrySet()) {
            long said = postgres.number("select count(*) from delivery where state = 'delivered' and destination = '"
                    + receiver.getKey() + "'");
            long there = receiver.getValue().size();
            if (said != there) {
                wrong.add(receiver.getKey() + " has " + there + " messages, the balance says " + said);
            }
        }
    }

    private void nothingRefusedWasKept(Map<Outgoing, Answer> answers) throws SQLException {
        Set<String> kept =
                new HashSet<>(postgres.column("select message_id from message where message_id like 'cp-%'"));
        answers.forEach((message, answer) -> {
            boolean isKept = kept.remove(message.id());
            if (isKept != answer instanceof Answer.Receipt) {
                wrong.add(message.id() + (isKept ? " was refused, yet kept" : " has a receipt, but is not there"));
            }
        });
        kept.forEach(id -> wrong.add(id + " was kept, yet nobody has its receipt"));
    }

    private Map<String, String> states() throws SQLException {
        Map<String, String> states = new HashMap<>();
        try (Connection connection = postgres.connect("hub");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select destination, exchange_id, state from delivery")) {
            while (rows.next()) {
                states.put(rows.getString(1) + " " + rows.getString(2), rows.getString(3));
            }
        }
        return states;
    }

    long accepted() {
        return accepted;
    }

    long delivered() {
        return delivered;
    }

    /** Everything that should not be. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** The figures, for people. */
    List<String> lines() {
        long repeats = receivers.values().stream().mapToLong(Intake::repeats).sum();
        return List.of(
                "accepted                   " + accepted + " messages, refused " + refused,
                "delivered                  " + delivered + " of " + promised + " promised deliveries",
                "parked or behind a parked  " + parked,
                "repeats seen by receivers  " + repeats,
                "lost                       "
                        + wrong.stream().filter(what -> what.startsWith("LOST")).count(),
                "wrong in any way           " + wrong.size());
    }
}
