package vn.gov.hanoi.hpasc.hub.accept;

import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import vn.gov.hanoi.hpasc.hub.commit.Collision;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.relay.Outbox;

/** Ends the wait of held messages: refuses those whose time is over, lets go those whose dossier is known by now. */
class HeldReview {

    private static final Logger LOG = LoggerFactory.getLogger(HeldReview.class);
    private static final int AT_ONCE = 200;

    private final Transactions transactions;
    private final AcceptTransaction transaction;
    private final HeldTable held;
    private final Outbox outbox;
    private final Clock clock;

    HeldReview(Transactions transactions, AcceptTransaction transaction, HeldTable held, Outbox outbox, Clock clock) {
        this.transactions = transactions;
        this.transaction = transaction;
        this.held = held;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${hub.accept.held-review:5s}")
    void review() {
        try {
            List<String> due = transactions.run(connection -> held.due(connection, clock.instant(), AT_ONCE));
            for (String code : due) {
                review(code);
            }
        } catch (SQLException | Collision e) {
            LOG.atDebug()
                    .addKeyValue("event", "accept.held-review-failed")
                    .addKeyValue("cause", e.getMessage())
                    .log("held messages are looked at again later");
        }
    }

    private void review(String code) throws SQLException, Collision {
        Admissions admissions = new Admissions(outbox);
        boolean committed = false;
        try {
            AcceptTransaction.Outcome outcome =
                    transactions.run(connection -> transaction.reviewHeld(connection, code, admissions));
            committed = true;
            outbox.dispatch(outcome.dispatches());
        } finally {
            if (!committed) {
                admissions.giveBack();
            }
        }
    }
}
