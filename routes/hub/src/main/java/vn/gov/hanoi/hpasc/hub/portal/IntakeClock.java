package vn.gov.hanoi.hpasc.hub.portal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.dossier.Channel;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.Submitted;
import vn.gov.hanoi.hpasc.dossier.codec.InvalidMessage;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.portal.IntakeTable.Submission;
import vn.gov.hanoi.hpasc.hub.portal.IntakeTable.Waiting;

/**
 * The legal clock of intake: an online dossier must be accepted or refused within so many working hours. Warns in time,
 * once for each dossier. Finds the dossiers by itself, so that intake never waits for it.
 */
public final class IntakeClock {

    private static final Logger LOG = LoggerFactory.getLogger(IntakeClock.class);
    private static final int MOST = 5_000;
    /** Commits do not come in the order of their ids; none is under way for so long. */
    private static final Duration OVERLAP = Duration.ofSeconds(30);

    private static final Duration FIRST_LOOK_BACK = Duration.ofDays(15);

    private final Transactions transactions;
    private final WorkingCalendar calendar;
    private final PortalSyncProperties.Intake properties;
    private final Clock clock;
    private final IntakeTable table = new IntakeTable();
    private final MessageCodec codec = new MessageCodec();
    private @Nullable UUID newest;

    IntakeClock(Transactions transactions, PortalSyncProperties.Intake properties, Clock clock) {
        this.transactions = transactions;
        this.calendar = properties.calendar();
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * A dossier whose time is nearly over, or over.
     *
     * @param over whether the time is over
     */
    public record Due(String dossier, String handlingAgency, Instant submittedAt, Instant dueAt, boolean over) {}

    /** Looks for new dossiers and for those to warn of. */
    synchronized void look() {
        Instant now = clock.instant();
        run(connection -> {
            takeUp(connection, now);
            table.end(connection, now);
            for (Waiting waiting : table.dueBefore(connection, warnUntil(now), MOST)) {
                if (!waiting.warned() && table.warn(connection, waiting.dossier(), now)) {
                    LOG.atWarn()
                            .addKeyValue("event", "portal.intake-due")
                            .addKeyValue("dossier", waiting.dossier())
                            .addKeyValue("agency", waiting.handlingAgency())
                            .addKeyValue("due", waiting.dueAt())
                            .log("an online dossier must be accepted or refused soon");
                }
            }
            return true;
        });
    }

    private void takeUp(Connection connection, Instant now) throws SQLException {
        UUID last = newest;
        Instant since = last == null ? now.minus(FIRST_LOOK_BACK) : timeOf(last).minus(OVERLAP);
        List<Submission> submissions = table.submittedSince(connection, firstIdOf(since), MOST);
        for (Submission submission : submissions) {
            Submitted submitted = submitted(submission.canonical());
            table.begin(
                    connection,
                    submission.dossierId(),
                    submitted.submittedAt(),
                    calendar.after(submitted.submittedAt(), properties.within()),
                    submitted.channel() == Channel.ONLINE);
            newest = submission.exchangeId();
        }
    }

    /** The dossiers whose time is nearly over, or over. */
    public List<Due> due() {
        Instant now = clock.instant();
        return run(connection -> table.dueBefore(connection, warnUntil(now), MOST).stream()
                .map(waiting -> new Due(
                        waiting.dossier(),
                        waiting.handlingAgency(),
                        waiting.submittedAt(),
                        waiting.dueAt(),
                        !waiting.dueAt().isAfter(now)))
                .toList());
    }

    /** What ends within the warning's working hours from now. */
    private Instant warnUntil(Instant now) {
        return calendar.after(now, properties.warning());
    }

    private Submitted submitted(byte[] canonical) {
        try {
            DossierMessage message = codec.fromJson(canonical);
            return (Submitted) message.data();
        } catch (InvalidMessage e) {
            throw new IllegalStateException("a stored message cannot be read", e);
        }
    }

    /** The smallest time-ordered id of a millisecond. */
    private static UUID firstIdOf(Instant time) {
        return new UUID(time.toEpochMilli() << 16, 0);
    }

    private static Instant timeOf(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    private <R> R run(Transactions.Work<R, RuntimeException> work) {
        try {
            return transactions.run(work);
        } catch (SQLException e) {
            throw new StoreUnavailable(e);
        }
    }
}
