package vn.gov.hanoi.hpasc.hub.ingress.limits;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many callers through at once, and those that wait in turns: one of each party, round robin, whatever number each
 * has waiting. No party has more than half of the places, so that another one finds a place at once.
 */
final class FairGate {

    private final int places;
    private final int most;
    private final Duration patience;
    private int taken;
    private final Map<Object, Integer> inside = new HashMap<>();
    /** In the order of their turns. */
    private final Map<Object, Queue<CompletableFuture<Boolean>>> waiting = new LinkedHashMap<>();

    FairGate(int places, Duration patience) {
        this.places = places;
        this.most = Math.max(1, places / 2);
        this.patience = patience;
    }

    /** Waits for a place; false when none became free in time. Whoever gets one must leave. */
    boolean enter(Object party) {
        CompletableFuture<Boolean> turn = new CompletableFuture<>();
        synchronized (this) {
            waiting.computeIfAbsent(party, first -> new ArrayDeque<>()).add(turn);
            letIn();
        }
        try {
            return turn.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return !givenUp(party, turn);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return !givenUp(party, turn);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    synchronized void leave(Object party) {
        taken--;
        inside.computeIfPresent(party, (same, count) -> count == 1 ? null : count - 1);
        letIn();
    }

    /** How many wait for their turn. */
    synchronized int waiting() {
        return waiting.values().stream().mapToInt(Queue::size).sum();
    }

    /** False when its turn came in the last moment. */
    private synchronized boolean givenUp(Object party, CompletableFuture<Boolean> turn) {
        if (turn.isDone()) {
            return false;
        }
        Queue<CompletableFuture<Boolean>> own = waiting.get(party);
        if (own != null && own.remove(turn) && own.isEmpty()) {
            waiting.remove(party);
        }
        return true;
    }

    private void letIn() {
        for (Object next = nextParty(); taken < places && next != null; next = nextParty()) {
            Queue<CompletableFuture<Boolean>> own = waiting.remove(next);
            CompletableFuture<Boolean> turn = own == null ? null : own.poll();
            if (own == null || turn == null) {
                continue;
            }
            if (!own.isEmpty()) {
                // behind all other parties
                waiting.put(next, own);
            }
            taken++;
            inside.merge(next, 1, Integer::sum);
            turn.complete(true);
        }
    }

    /** Whose turn it is; null when nobody waits that may have another place. */
    private @Nullable Object nextParty() {
        for (Object party : waiting.keySet()) {
            if (inside.getOrDefault(party, 0) < most) {
                return party;
            }
        }
        return null;
    }
}
