package vn.gov.hanoi.hpasc.hub.tax;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the rows of one call while it is decided about: which came before, which speaks for its notice, and which
 * dossiers there are. Touches no database.
 */
final class TaxBooks {

    private final Map<String, TaxRow> rows = new HashMap<>();
    private final Map<Claim, TaxRow> claims = new HashMap<>();
    private final Map<String, String> dossiers;
    private final Map<String, TaxRow> written = new LinkedHashMap<>();
    private final Map<Claim, TaxRow> claimed = new LinkedHashMap<>();
    private final Instant now;

    /**
     * Which fact of a dossier.
     *
     * @param dossier as we know it
     * @param naturalKey of the fact
     */
    record Claim(TaxKind kind, String dossier, String naturalKey) {

        static Claim of(TaxRow row) {
            TaxFact fact = row.item().fact();
            if (fact == null || row.dossier() == null) {
                throw new IllegalArgumentException(row.item() + " claims nothing");
            }
            return new Claim(row.item().kind(), row.dossier(), fact.naturalKey());
        }
    }

    /**
     * What is known before.
     *
     * @param rows that came before, those among them that are asked about
     * @param claims rows that speak for a fact of the dossiers
     * @param dossiers codes of registered dossiers, by the code or alias that a row says
     */
    TaxBooks(Collection<TaxRow> rows, Collection<TaxRow> claims, Map<String, String> dossiers, Instant now) {
        rows.forEach(row -> this.rows.put(row.digest(), row));
        claims.forEach(row -> this.claims.put(Claim.of(row), row));
        this.dossiers = Map.copyOf(dossiers);
        this.now = now;
    }

    /**
     * Takes what a call says.
     *
     * @return the row as it is now, and whether it came before
     */
    Seen take(TaxItem item) {
        String digest = item.digest();
        TaxRow known = rows.get(digest);
        if (known != null) {
            return new Seen(known, true);
        }
        return new Seen(write(judged(TaxRow.fresh(UuidCreator.getTimeOrderedEpoch(), item, now))), false);
    }

    /** A row and whether it came before. */
    record Seen(TaxRow row, boolean repeat) {}

    /** Looks again at a row that waits; it may wait on. */
    void takeUp(TaxRow waiting) {
        TaxRow row = judged(waiting);
        if (row.state() != TaxState.WAITING) {
            write(row);
        }
    }

    private TaxRow judged(TaxRow row) {
        TaxItem item = row.item();
        if (item.fact() == null) {
            return row.of(null, TaxState.PARKED, item.fault(), null);
        }
        String said = item.dossier();
        String dossier = said == null ? null : dossiers.get(said);
        if (item.fact() instanceof TaxFact.Voucher voucher && !voucher.paid()) {
            return row.of(dossier, TaxState.RECORDED, TaxReason.NOT_PAID, "TrangThaiThanhToan " + voucher.status());
        }
        return dossier == null
                ? row.of(null, TaxState.WAITING, TaxReason.UNKNOWN_DOSSIER, null)
                : placed(row.of(dossier, TaxState.WAITING, null, null), item.fact());
    }

    private TaxRow placed(TaxRow row, TaxFact fact) {
        Claim claim = Claim.of(row);
        TaxRow holder = claims.get(claim);
        if (holder == null || holder.id().equals(row.id())) {
            TaxRow first = row.told(messageId(claim, null));
            claims.put(claim, first);
            claimed.put(claim, first);
            return first;
        }
        if (holder.content().equals(row.content())) {
            return row.of(
                    row.dossier(), TaxState.SAME, null, "as " + holder.item().dossier());
        }
        TaxFact before = holder.item().fact();
        return row.of(
                row.dossier(),
                TaxState.CONFLICT,
                TaxReason.OTHER_CONTENT,
                "said before with amount " + (before == null ? null : before.amount()) + ", now with amount "
                        + fact.amount());
    }

    /** Puts {@code row}, which is in conflict, in the place of the one that speaks for its fact now. */
    void replace(TaxRow row) {
        Claim claim = Claim.of(row);
        TaxRow before = claims.get(claim);
        if (before != null) {
            write(before.of(before.dossier(), TaxState.REPLACED, null, "by " + row.id()));
        }
        TaxRow now = row.told(messageId(claim, row.content()));
        claims.put(claim, now);
        claimed.put(claim, now);
        write(now);
    }

    /** Says {@code row} again, that was refused. */
    void again(TaxRow row) {
        write(row.told(row.messageId() == null ? messageId(Claim.of(row), null) : row.messageId()));
    }

    /** At most 250 characters: codes and numbers have at most 100. */
    private static String messageId(Claim claim, @Nullable String correction) {
        return "tax-" + claim.kind().wire() + "/" + claim.dossier() + "/" + claim.naturalKey()
                + (correction == null ? "" : "/" + correction.substring(0, 12));
    }

    private TaxRow write(TaxRow row) {
        rows.put(row.digest(), row);
        written.put(row.digest(), row);
        return row;
    }

    /** Rows that are new or changed. */
    List<TaxRow> written() {
        return new ArrayList<>(written.values());
    }

    /** Rows that speak for a fact from now on. */
    Map<Claim, TaxRow> claimed() {
        return claimed;
    }
}
