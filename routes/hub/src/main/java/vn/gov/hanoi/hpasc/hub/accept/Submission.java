package vn.gov.hanoi.hpasc.hub.accept;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Messages that came together and get their results together. */
final class Submission {

    private final boolean predecessors;
    private final CompletableFuture<List<AcceptResult>> answer = new CompletableFuture<>();
    private final Set<String> refusedDossiers = new HashSet<>();
    private List<Entry> entries = List.of();
    private long bytes;

    /** @param predecessors whether a refused message also refuses the later ones of its dossier */
    Submission(boolean predecessors) {
        this.predecessors = predecessors;
    }

    void of(List<Entry> messages) {
        this.entries = List.copyOf(messages);
        this.bytes = messages.stream()
                .mapToLong(entry ->
                        entry.canonical().length + (long) entry.candidate().received().length)
                .sum();
    }

    List<Entry> entries() {
        return entries;
    }

    /** Who sent it: all messages that come together have one sender. */
    String sender() {
        return entries.isEmpty()
                ? ""
                : entries.getFirst().candidate().sender().code().value();
    }

    /** How much of it is kept until it is answered. */
    long bytes() {
        return bytes;
    }

    boolean predecessors() {
        return predecessors;
    }

    /** Names of dossiers of which a message of this submission was refused, in commits that are done. */
    Set<String> refusedDossiers() {
        return refusedDossiers;
    }

    CompletableFuture<List<AcceptResult>> answer() {
        return answer;
    }

    /** Tells the sender; every entry has its result by now. */
    void complete() {
        answer.complete(entries.stream().map(entry -> entry.result().get()).toList());
    }
}
