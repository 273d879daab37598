package vn.gov.hanoi.hpasc.connectors.spi.landregistry;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the hub knows of a dossier, beside what the message says.
 *
 * @param receiptNumber the land registry's own code of it (SoBienNhan), where that took it in; null where it goes by ours
 * @param receivedBy name of the branch that took it in; null when it is not known
 * @param procedureName by the routing table, or as the sender called it; null when it is not known
 * @param dueAt when the result is promised; null when nobody said
 * @param owed everything it owes or owed
 */
public record LandFacts(
        @Nullable String receiptNumber,
        @Nullable String receivedBy,
        @Nullable String procedureName,
        @Nullable Instant dueAt,
        List<Owed> owed) {

    public LandFacts {
        owed = List.copyOf(owed);
    }

    /**
     * Something to be paid.
     *
     * @param id of the obligation
     * @param fee whether it came with the submission
     * @param outstanding whole đồng; 0 when it is paid
     */
    public record Owed(String id, boolean fee, long outstanding) {}

    /** Whether {@code obligation} is a fee that came with the submission. */
    public boolean isFee(String obligation) {
        return owed.stream().anyMatch(each -> each.id().equals(obligation) && each.fee());
    }

    /** What is still to be paid of what was raised after the submission. */
    public long outstanding() {
        return owed.stream()
                .filter(each -> !each.fee())
                .mapToLong(Owed::outstanding)
                .sum();
    }
}
