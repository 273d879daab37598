package vn.gov.hanoi.hpasc.hub.accept;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.DossierCode;

/**
 * A candidate on its way through a commit.
 *
 * @param candidate the message
 * @param canonical the message as the hub stores and delivers it
 * @param subject the dossier it speaks of: its code in one notation, or an alias
 * @param submission with what it came
 * @param noticeTo the one destination of a message from the hub itself; null for all others
 * @param result what becomes of it
 */
record Entry(
        Candidate candidate,
        byte[] canonical,
        String subject,
        Submission submission,
        @Nullable String noticeTo,
        AtomicReference<AcceptResult> result) {

    Entry(Candidate candidate, byte[] canonical, Submission submission, @Nullable String noticeTo) {
        this(
                candidate,
                canonical,
                DossierCode.oneNotation(candidate.message().subject()),
                submission,
                noticeTo,
                new AtomicReference<>());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "Entry[" + candidate + "]";
    }
}
