package vn.gov.hanoi.hpasc.hub.payment.obligation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.ChargeKind;
import vn.gov.hanoi.hpasc.dossier.Payee;
import vn.gov.hanoi.hpasc.dossier.Vnd;

/**
 * One thing a dossier owes.
 *
 * @param id the raiser's own, unique within the dossier
 * @param origin how it came to be
 * @param raiser the agency it belongs to: only it changes and cancels it
 * @param amount what is owed
 * @param payee as the message says, which is no reason to pay there
 * @param payer who owes it; personal data
 * @param confirmed what was paid, summed up
 * @param refunded what of it went back, summed up
 * @param raisedBy the exchange that raised it, or changed it last
 */
public record Obligation(
        String id,
        Origin origin,
        AgencyCode raiser,
        ChargeKind kind,
        String name,
        Vnd amount,
        @Nullable Instant dueAt,
        @Nullable String notice,
        @Nullable Payee payee,
        @Nullable String payer,
        long confirmed,
        long refunded,
        UUID raisedBy,
        Instant raisedAt) {

    /** How an obligation comes to be. */
    public enum Origin {
        /** By {@code obligation-raised}: the dossier waits for it in status 6. */
        RAISED,
        /** Named by the submission: it can be paid, and the dossier does not wait for it. */
        FEE
    }

    /** Whether this is its id or the number of its notice. */
    boolean isCalled(String idOrNotice) {
        return idOrNotice.equals(id) || idOrNotice.equals(notice);
    }

    /** What was paid and not given back. More may have been given back than anyone told of being paid. */
    public long paid() {
        return confirmed - refunded;
    }

    /** What is still to be paid. */
    public long outstanding() {
        return Math.max(0, amount.amount() - paid());
    }

    /** What was paid above what is owed. */
    public long overpaid() {
        return Math.max(0, paid() - amount.amount());
    }

    public boolean open() {
        return outstanding() > 0;
    }

    /** Whether the dossier waits for it. */
    boolean holds() {
        return origin == Origin.RAISED && open();
    }

    Obligation confirming(long more) {
        return summed(Math.addExact(confirmed, more), refunded);
    }

    Obligation refunding(long more) {
        return summed(confirmed, Math.addExact(refunded, more));
    }

    Obligation summed(long nowConfirmed, long nowRefunded) {
        return new Obligation(
                id,
                origin,
                raiser,
                kind,
                name,
                amount,
                dueAt,
                notice,
                payee,
                payer,
                nowConfirmed,
                nowRefunded,
                raisedBy,
                raisedAt);
    }

    /** Names no payer. */
    @Override
    public String toString() {
        return "Obligation[" + id + ", " + kind + ", " + amount + ", paid " + paid() + "]";
    }
}
