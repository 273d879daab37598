package vn.gov.hanoi.hpasc.hub.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.Delivery;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.hub.identity.Agency;

/** Deliveries for an agency that has no address of its own and fetches them. */
public interface Inbox {

    /** How long a leased delivery belongs to whoever fetched it. */
    java.time.Duration LEASE = java.time.Duration.ofSeconds(60);

    /** The most that can be leased at once. */
    int MOST = 100;

    /**
     * Leases the heads of up to {@code limit} lines of {@code agency}.
     *
     * @param limit 1 to {@value #MOST}
     */
    List<Leased> lease(Agency agency, int limit);

    /**
     * Records what the agency says became of a delivery; the same report twice is fine.
     *
     * @return the problem when the report cannot be taken: {@code NOT_FOUND}, {@code LEASE_LOST}, {@code OUTCOME_CONFLICT}
     */
    Optional<Problem> report(Agency agency, UUID deliveryId, Report report);

    /**
     * One leased delivery.
     *
     * @param delivery what to take
     * @param leasedUntil when it is offered again, with the same key
     */
    record Leased(Delivery delivery, Instant leasedUntil) {}

    /**
     * What the agency says.
     *
     * @param accepted whether it took the message, or refuses it for good
     * @param reference its own reference; null when there is none
     * @param reason why not; null when accepted
     */
    record Report(
            boolean accepted,
            @Nullable String reference,
            @Nullable String reason) {}
}
