package vn.gov.hanoi.hpasc.hub.line;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;

/**
 * What this node has just committed, kept a moment in memory, so that the consumer that is told of a delivery need not read
 * back from PostgreSQL what is known here. Whatever is not here is read there: losing all of it loses nothing.
 *
 * <p>An entry is used once and is never older than {@link #LONGEST}, less than the time after which another node may send
 * the same delivery in a new round. What is kept is bounded in bytes, whatever the number of destinations. See RATIONALE.md.
 */
public final class Handover {

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final long MOST_BYTES = 32L * 1024 * 1024;
    private static final int MOST_DEPARTURES = 20_000;
    /** A record in memory is some times larger than the same in JSON. */
    private static final int SPREAD = 4;

    private final Cache<UUID, Kept> messages = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((UUID exchangeId, Kept kept) -> SPREAD * kept.content().size())
            .expireAfterWrite(LONGEST.multipliedBy(2))
            .build();
    private final Cache<UUID, Dispatch> departures = Caffeine.newBuilder()
            .maximumSize(MOST_DEPARTURES)
            .expireAfterWrite(LONGEST)
            .build();

    /**
     * What a message says, and what the hub says of it.
     *
     * @param dossierCode the dossier's own code
     * @param acceptedAt when the receipt was given
     * @param mark {@code late} or {@code gap}; null when there is nothing to remark
     * @param message what to say
     * @param size of the message as it came, in bytes
     */
    public record Content(
            String dossierCode,
            Instant acceptedAt,
            @Nullable String mark,
            DossierMessage message,
            int size) {}

    /** A message, and how many of its deliveries have yet to ask for it. */
    private record Kept(Content content, AtomicInteger wanted) {}

    /**
     * A delivery that needs no reading.
     *
     * @param row what its row said when it went on its way
     */
    public record Ready(Dispatch.Row row, Content content) {}

    /**
     * Keeps a message whose commit is done, until each of its deliveries has had it.
     *
     * @param deliveries how many there are
     */
    public void accepted(UUID exchangeId, Content content, int deliveries) {
        if (deliveries > 0) {
            messages.put(exchangeId, new Kept(content, new AtomicInteger(deliveries)));
        }
    }

    /** Keeps the rows of deliveries whose commit is done. */
    public void departing(List<Dispatch> dispatches) {
        for (Dispatch dispatch : dispatches) {
            if (dispatch.row() != null) {
                departures.put(dispatch.deliveryId(), dispatch);
            }
        }
    }

    /** Gives what is known of the delivery that a broker message names, once; null when it is to be read. */
    public @Nullable Ready take(Dispatch named) {
        Dispatch departed = departures.asMap().remove(named.deliveryId());
        if (departed == null || departed.round() != named.round() || departed.row() == null) {
            return null;
        }
        Kept kept = messages.getIfPresent(departed.row().exchangeId());
        if (kept == null) {
            return null;
        }
        if (kept.wanted().decrementAndGet() <= 0) {
            messages.invalidate(departed.row().exchangeId());
        }
        return new Ready(departed.row(), kept.content());
    }

    /** How much is kept, in bytes, by estimate. */
    long bytes() {
        messages.cleanUp();
        return messages.policy()
                .eviction()
                .map(eviction -> eviction.weightedSize().orElse(0))
                .orElse(0L);
    }
}
