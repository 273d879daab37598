package vn.gov.hanoi.hpasc.hub.commit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Ends waits that no right clock can have begun, see {@link TimedWait}: a time too far in the future counts as over. */
public class WaitReview {

    private static final Logger LOG = LoggerFactory.getLogger(WaitReview.class);

    private final Transactions transactions;
    private final List<TimedWait> waits;
    private final Clock clock;
    private volatile boolean begun;

    public WaitReview(Transactions transactions, List<TimedWait> waits, Clock clock) {
        this.transactions = transactions;
        this.waits = List.copyOf(waits);
        this.clock = clock;
    }

    /** Says that the tables are there. */
    public void begin() {
        begun = true;
    }

    @Scheduled(fixedDelayString = "${hub.clock.wait-review:30s}")
    void look() {
        if (begun) {
            review();
        }
    }

    /** Looks at every column once. */
    public void review() {
        for (TimedWait wait : waits) {
            try {
                int ended = transactions.run(connection -> end(connection, wait, clock.instant()));
                if (ended > 0) {
                    LOG.atWarn()
                            .addKeyValue("event", "clock.wait-ended")
                            .addKeyValue("column", wait.table() + "." + wait.column())
                            .addKeyValue("rows", ended)
                            .log("rows waited for a time that a wrong clock wrote");
                }
            } catch (SQLException e) {
                LOG.atDebug()
                        .addKeyValue("event", "clock.wait-review-failed")
                        .addKeyValue("cause", String.valueOf(e.getMessage()))
                        .log("waits are looked at again later");
            }
        }
    }

    private static int end(Connection connection, TimedWait wait, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(wait.endImpossible())) {
            statement.setString(1, now.toString());
            statement.setString(2, now.plus(wait.longest()).toString());
            return statement.executeUpdate();
        }
    }
}
