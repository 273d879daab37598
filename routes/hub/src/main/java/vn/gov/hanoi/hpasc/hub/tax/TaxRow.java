package vn.gov.hanoi.hpasc.hub.tax;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row that is kept, however often it came.
 *
 * @param dossier the code by which we know the dossier; null until somebody registered it
 * @param detail of the reason, in English
 * @param firstSeenAt the time of its message, the same at every repeat
 * @param messageId the message that it becomes
 */
public record TaxRow(
        UUID id,
        TaxItem item,
        String digest,
        String content,
        @Nullable String dossier,
        TaxState state,
        @Nullable TaxReason reason,
        @Nullable String detail,
        Instant firstSeenAt,
        @Nullable String messageId,
        @Nullable UUID exchangeId) {

    static TaxRow fresh(UUID id, TaxItem item, Instant now) {
        return new TaxRow(id, item, item.digest(), item.content(), null, TaxState.WAITING, null, null, now, null, null);
    }

    TaxRow of(@Nullable String knownDossier, TaxState next, @Nullable TaxReason why, @Nullable String more) {
        return new TaxRow(id, item, digest, content, knownDossier, next, why, more, firstSeenAt, messageId, exchangeId);
    }

    TaxRow told(String id255) {
        return new TaxRow(
                id, item, digest, content, dossier, TaxState.READY, null, null, firstSeenAt, id255, exchangeId);
    }
}
