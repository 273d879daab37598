package vn.gov.hanoi.hpasc.hub.accept;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.hub.accept.AcceptResult.Refused;
import vn.gov.hanoi.hpasc.hub.commit.Collision;
import vn.gov.hanoi.hpasc.hub.commit.GroupCommit;
import vn.gov.hanoi.hpasc.hub.commit.Halving;
import vn.gov.hanoi.hpasc.hub.commit.StoreFailure;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.commit.Worker;
import vn.gov.hanoi.hpasc.hub.line.Handover;
import vn.gov.hanoi.hpasc.hub.line.Outbox;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents;

/**
 * {@link Acceptance} by group commit: messages that arrive while a commit is under way share the next one, a turn of each
 * sender. A batch that fails for its data is halved until the one bad message fails alone.
 */
final class GroupCommitAcceptance implements Worker.Employer, Acceptance, AutoCloseable {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    /** How many senders have their turn in a full commit. */
    private static final int TURNS = 4;

    private final Transactions transactions;
    private final AcceptTransaction transaction;
    private final Outbox outbox;
    private final Handover handover;
    private final MessageCodec codec;
    private final RefusedAuthority refused;
    private final GroupCommit<Submission> commits;
    private final Room room;
    private final DistributionSummary batchSizes;
    private final Suspects suspects;
    private final BooleanSupplier promises;
    private final Halving<Entry> halving = new Halving<>(this::write, this::held, this::failed);

    GroupCommitAcceptance(
            Transactions transactions,
            AcceptTransaction transaction,
            Outbox outbox,
            Handover handover,
            MessageCodec codec,
            AcceptProperties properties,
            MeterRegistry meters,
            SecurityEvents events,
            BooleanSupplier promises) {
        this.promises = promises;
        this.transactions = transactions;
        this.transaction = transaction;
        this.outbox = outbox;
        this.handover = handover;
        this.codec = codec;
        this.refused = new RefusedAuthority(events);
        this.suspects = new Suspects(System::nanoTime, meters);
        this.batchSizes = DistributionSummary.builder("hub.accept.batch")
                .description("messages that shared a commit")
                .register(meters);
        this.room = new Room(properties.capacity(), properties.capacityBytes().toBytes());
        this.commits = new GroupCommit<>(
                "accept",
                properties.workers(),
                properties.capacity(),
                new GroupCommit.Sharing<>(
                        properties.batch(),
                        submission -> submission.entries().size(),
                        Submission::sender,
                        Math.max(1, properties.batch() / TURNS),
                        true),
                this::commit);
        meters.gauge("hub.accept.waiting", room, Room::messages);
        meters.gauge("hub.accept.waiting.bytes", room, Room::bytes);
        meters.gauge("hub.accept.senders", room, Room::senders);
    }

    @Override
    public CompletableFuture<AcceptResult> accept(Candidate candidate) {
        return acceptInOrder(List.of(candidate), false).thenApply(List::getFirst);
    }

    @Override
    public CompletableFuture<List<AcceptResult>> acceptInOrder(List<Candidate> candidates, boolean predecessors) {
        Submission submission = new Submission(predecessors);
        submission.of(candidates.stream()
                .map(candidate -> new Entry(candidate, canonical(candidate), submission, null))
                .toList());
        if (candidates.isEmpty()) {
            submission.complete();
        } else if (!promises.getAsBoolean()) {
            failed(submission.entries(), StoreFailure.UNAVAILABLE);
            submission.complete();
        } else if (!room.enter(submission)) {
            overloaded(submission);
        } else if (!commits.offer(submission)) {
            room.leave(submission);
            overloaded(submission);
        }
        return submission.answer();
    }

    private static void overloaded(Submission submission) {
        refuse(submission.entries(), Problem.of(ErrorCode.OVERLOADED).retryAfter(RETRY_AFTER));
        submission.complete();
    }

    private byte[] canonical(Candidate candidate) {
        return codec.toJson(candidate.message(), candidate.canonicalForm());
    }

    private void commit(List<Submission> submissions) {
        List<Entry> entries = submissions.stream()
                .flatMap(submission -> submission.entries().stream())
                .toList();
        batchSizes.record(entries.size());
        try {
            halving.settle(entries);
        } finally {
            // whatever broke, nobody waits for ever, and the room is not lost
            failed(
                    entries.stream()
                            .filter(entry -> entry.result().get() == null)
                            .toList(),
                    StoreFailure.UNAVAILABLE);
            submissions.forEach(this::answered);
        }
    }

    private void answered(Submission submission) {
        room.leave(submission);
        submission.complete();
    }

    private void write(List<Entry> entries) throws SQLException, Collision {
        Admissions admissions = new Admissions(outbox);
        boolean committed = false;
        try {
            AcceptTransaction.Outcome outcome = MoreToLock.until(besides ->
                    transactions.run(connection -> transaction.accept(connection, entries, besides, admissions)));
            committed = true;
            suspects.committed();
            tell(outcome);
        } finally {
            if (!committed) {
                admissions.giveBack();
            }
        }
    }

    private void tell(AcceptTransaction.Outcome outcome) {
        outcome.results().forEach((entry, result) -> entry.result().set(result));
        outcome.refusedDossiers()
                .forEach((submission, names) -> submission.refusedDossiers().addAll(names));
        refused.record(outcome);
        outcome.taken().forEach(taken -> handOver(taken, outcome));
        outbox.dispatch(outcome.dispatches());
    }

    /** What was held has not been delivered as it came: its mark is told by whatever releases it. */
    private void handOver(Taken taken, AcceptTransaction.Outcome outcome) {
        Candidate candidate = taken.entry().candidate();
        if (!"held".equals(taken.mark())) {
            handover.accepted(
                    taken.exchangeId(),
                    new Handover.Content(
                            taken.dossier().code(),
                            outcome.at(),
                            taken.mark(),
                            candidate.message(),
                            candidate.received().length),
                    outcome.deliveriesOf(taken));
        }
    }

    /** The entries whose dossiers another transaction holds; e.g. a node that was stopped. */
    private List<Entry> held(List<Entry> entries) throws SQLException {
        Set<String> held = transactions.run(connection -> transaction.held(connection, entries));
        return entries.stream()
                .filter(entry -> Reading.names(entry).stream().anyMatch(held::contains))
                .toList();
    }

    private void failed(List<Entry> entries, StoreFailure why) {
        boolean hopeless = why == StoreFailure.DATA
                || why == StoreFailure.UNKNOWN
                        && suspects.failed(
                                entries.getFirst().candidate().message().key());
        refuse(
                entries,
                hopeless
                        ? Problem.of(ErrorCode.INTERNAL)
                        : Problem.of(ErrorCode.STORE_UNAVAILABLE).retryAfter(RETRY_AFTER));
    }

    private static void refuse(List<Entry> entries, Problem problem) {
        for (Entry entry : entries) {
            entry.result().set(new Refused(problem));
            entry.submission().refusedDossiers().add(entry.subject());
        }
    }

    @Override
    public List<Worker> workers() {
        return commits.workers();
    }

    @Override
    public void close() {
        commits.close();
    }
}
