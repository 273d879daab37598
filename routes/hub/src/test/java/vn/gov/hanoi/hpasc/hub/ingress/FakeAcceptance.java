package vn.gov.hanoi.hpasc.hub.ingress;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.dossier.MessageKey;
import vn.gov.hanoi.hpasc.hub.accept.AcceptResult;
import vn.gov.hanoi.hpasc.hub.accept.Acceptance;
import vn.gov.hanoi.hpasc.hub.accept.Candidate;
import vn.gov.hanoi.hpasc.hub.accept.Receipt;

/** Accepts in memory, with the idempotency contract of the real one, and remembers what reached it. */
public final class FakeAcceptance implements Acceptance {

    private final List<Candidate> reached = new ArrayList<>();
    private final Map<MessageKey, Receipt> receipts = new HashMap<>();
    private final Set<String> refusedIds = new HashSet<>();
    private final Set<String> breakingIds = new HashSet<>();
    private Mood mood = Mood.WELL;

    /** How the hub behind it feels. */
    public enum Mood {
        WELL,
        STORE_AWAY,
        OVERLOADED,
        SILENT
    }

    public synchronized void reset() {
        reached.clear();
        receipts.clear();
        refusedIds.clear();
        breakingIds.clear();
        mood = Mood.WELL;
    }

    public synchronized void mood(Mood now) {
        mood = now;
    }

    /** From now on a message with this id is refused for its dossier's sake. */
    public synchronized void refuse(String id) {
        refusedIds.add(id);
    }

    /** From now on whatever comes together with a message with this id ends in an error of the virtual machine. */
    public synchronized void breakAt(String id) {
        breakingIds.add(id);
    }

    public synchronized List<Candidate> reached() {
        return List.copyOf(reached);
    }

    /** The ids that were accepted, in order, each once. */
    public synchronized List<String> accepted() {
        return reached.stream()
                .map(candidate -> candidate.message().id())
                .filter(id -> !refusedIds.contains(id))
                .distinct()
                .toList();
    }

    @Override
    public CompletableFuture<AcceptResult> accept(Candidate candidate) {
        return acceptInOrder(List.of(candidate), false).thenApply(List::getFirst);
    }

    @Override
    public synchronized CompletableFuture<List<AcceptResult>> acceptInOrder(
            List<Candidate> candidates, boolean predecessors) {
        if (candidates.stream()
                .anyMatch(one -> breakingIds.contains(one.message().id()))) {
            throw new OutOfMemoryError("as the test wants it");
        }
        return switch (mood) {
            case WELL -> CompletableFuture.completedFuture(results(candidates, predecessors));
            case STORE_AWAY -> CompletableFuture.completedFuture(all(candidates, ErrorCode.STORE_UNAVAILABLE));
            case OVERLOADED -> CompletableFuture.completedFuture(all(candidates, ErrorCode.OVERLOADED));
            case SILENT -> new CompletableFuture<>();
        };
    }

    private static List<AcceptResult> all(List<Candidate> candidates, ErrorCode code) {
        return candidates.stream()
                .map(candidate -> (AcceptResult) new AcceptResult.Refused(Problem.of(code)))
                .toList();
    }

    private List<AcceptResult> results(List<Candidate> candidates, boolean predecessors) {
        Set<String> refusedDossiers = new HashSet<>();
        List<AcceptResult> results = new ArrayList<>();
        for (Candidate candidate : candidates) {
            reached.add(candidate);
            String dossier = candidate.message().subject();
            boolean behind = refusedDossiers.contains(dossier)
                    || candidate.refusedBefore().contains(dossier);
            boolean repeat = receipts.containsKey(candidate.message().key());
            if (predecessors && behind && !repeat) {
                results.add(new AcceptResult.Refused(Problem.of(ErrorCode.PREDECESSOR_REFUSED)));
            } else if (refusedIds.contains(candidate.message().id())) {
                refusedDossiers.add(dossier);
                results.add(new AcceptResult.Refused(Problem.of(ErrorCode.UNKNOWN_PROCEDURE, "9.999999")));
            } else {
                results.add(receipt(candidate));
            }
        }
        return results;
    }

    private AcceptResult receipt(Candidate candidate) {
        Receipt known = receipts.get(candidate.message().key());
        if (known != null) {
            return known.digest().equals(candidate.digest())
                    ? new AcceptResult.Receipted(known.asRepeat())
                    : new AcceptResult.Refused(Problem.of(ErrorCode.KEY_CONFLICT));
        }
        Receipt receipt = new Receipt(
                UUID.randomUUID(),
                candidate.message().source().value(),
                candidate.message().id(),
                candidate.digest(),
                Instant.parse("2026-11-23T03:00:00.123456Z"),
                false,
                null,
                List.of(new Receipt.Promise("land-office", 1)),
                new Receipt.Evidence("0".repeat(64), 0, 1, List.of(), "a.b.c"));
        receipts.put(candidate.message().key(), receipt);
        return new AcceptResult.Receipted(receipt);
    }
}
