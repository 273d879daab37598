package vn.gov.hanoi.hpasc.hub.accept;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.commit.Collision;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.line.Outbox;

/**
 * Ends the wait of held messages: refuses those whose time is over, lets those go on whose dossier is known by now, and
 * those for which a person found an agency.
 */
public class HeldReview {

    private static final Logger LOG = LoggerFactory.getLogger(HeldReview.class);
    private static final int AT_ONCE = 200;

    private final Transactions transactions;
    private final AcceptTransaction transaction;
    private final HeldTable held;
    private final Agencies agencies;
    private final Outbox outbox;
    private final RefusedAuthority refused;
    private final Clock clock;
    private volatile boolean begun;

    HeldReview(
            Transactions transactions,
            AcceptTransaction transaction,
            HeldTable held,
            Agencies agencies,
            Outbox outbox,
            RefusedAuthority refused,
            Clock clock) {
        this.transactions = transactions;
        this.transaction = transaction;
        this.held = held;
        this.agencies = agencies;
        this.outbox = outbox;
        this.refused = refused;
        this.clock = clock;
    }

    /** Says that the tables are there. */
    void begin() {
        begun = true;
    }

    @Scheduled(fixedDelayString = "${hub.accept.held-review:5s}")
    void look() {
        if (begun) {
            review();
        }
    }

    void review() {
        try {
            transactions
                    .run(connection -> held.due(connection, clock.instant(), AT_ONCE))
                    .forEach(this::review);
        } catch (SQLException e) {
            failed(e);
        }
    }

    /** One dossier that cannot be reviewed does not keep the others waiting. */
    private void review(String code) {
        try {
            commit((connection, besides, admissions) ->
                    Optional.of(transaction.reviewHeld(connection, code, besides, admissions)));
        } catch (SQLException | Collision | RuntimeException e) {
            failed(e);
        }
    }

    private static void failed(Exception cause) {
        LOG.atWarn()
                .addKeyValue("event", "accept.held-review-failed")
                .addKeyValue("cause", cause.getMessage())
                .log("held messages are looked at again later");
    }

    /**
     * Lets the held messages of a dossier whose procedure nobody knew go on.
     *
     * @param code the dossier's code or an alias
     * @param agency who handles it
     * @param operator who decided, for the ledger
     * @param reason why, for the ledger
     * @return the problem when no such dossier waits for somebody to handle it
     */
    public Optional<Problem> assign(String code, AgencyCode agency, String operator, String reason) {
        if (agencies.nearest(agency).isEmpty()) {
            return Optional.of(Problem.of(ErrorCode.INVALID_PARAMETER, "agency"));
        }
        AcceptTransaction.Assignment assignment = new AcceptTransaction.Assignment(code, agency, operator, reason);
        try {
            return commit((connection, besides, admissions) ->
                            transaction.assign(connection, assignment, besides, admissions))
                    ? Optional.empty()
                    : Optional.of(Problem.of(ErrorCode.NOT_FOUND));
        } catch (SQLException | Collision e) {
            throw new StoreUnavailable(e);
        }
    }

    @FunctionalInterface
    private interface Step {
        Optional<AcceptTransaction.Outcome> on(Connection connection, Set<String> besides, Admissions admissions)
                throws SQLException, Collision;
    }

    /** Whether there was anything to do. */
    private boolean commit(Step step) throws SQLException, Collision {
        Admissions admissions = new Admissions(outbox);
        boolean committed = false;
        try {
            Optional<AcceptTransaction.Outcome> outcome = MoreToLock.until(
                    besides -> transactions.run(connection -> step.on(connection, besides, admissions)));
            committed = true;
            outcome.ifPresent(written -> outbox.dispatch(written.dispatches()));
            outcome.ifPresent(refused::record);
            return outcome.isPresent();
        } finally {
            if (!committed) {
                admissions.giveBack();
            }
        }
    }
}
