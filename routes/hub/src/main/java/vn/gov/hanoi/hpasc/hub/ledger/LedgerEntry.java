package vn.gov.hanoi.hpasc.hub.ledger;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;

/**
 * One thing that happened.
 *
 * @param kind what
 * @param subject what it happened to
 * @param destinations the deliveries it created, one name each
 * @param statusBefore of the dossier; null when unknown
 * @param statusAfter of the dossier; null when unknown
 * @param actor agency code, {@code hub}, a destination name, or an operator
 * @param code {@code HUB-nnn}; null when nothing went wrong
 * @param detail in a few words, without personal data; null when the rest says it all
 * @param hash of the message made durable; null for anything else
 */
public record LedgerEntry(
        Kind kind,
        Subject subject,
        List<String> destinations,
        @Nullable DossierStatus statusBefore,
        @Nullable DossierStatus statusAfter,
        String actor,
        @Nullable String code,
        @Nullable String detail,
        byte @Nullable [] hash) {

    /** What can happen. */
    public enum Kind {
        /** A message became durable. */
        ACCEPTED,
        /** A message was turned away as a conflict. */
        TURNED_AWAY,
        /** A held message went on its way. */
        RELEASED,
        /** A held message will not go on its way. */
        EXPIRED,
        /** A call to a destination, and what came of it. */
        ATTEMPT,
        /** A delivery was parked. */
        PARKED,
        /** A delivery came to its end without being delivered. */
        CLOSED,
        /** An operator acted. */
        OPERATOR
    }

    /**
     * What an entry is about; any of it may be unknown.
     *
     * @param exchangeId the message
     * @param dossierId the dossier
     * @param deliveryId the delivery
     * @param destination its name
     */
    public record Subject(
            @Nullable UUID exchangeId,
            @Nullable Long dossierId,
            @Nullable UUID deliveryId,
            @Nullable String destination) {}

    /** An entry about one delivery. */
    public static LedgerEntry ofDelivery(
            Kind kind, Subject subject, String actor, @Nullable String code, @Nullable String detail) {
        return new LedgerEntry(kind, subject, List.of(), null, null, actor, code, detail, null);
    }
}
