package vn.gov.hanoi.hpasc.connectors.spi;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;

/**
 * One message on its way to one destination: the body of a connector's route when it is called.
 *
 * @param deliveryId the delivery, the same on every attempt
 * @param key the idempotency key shown to the destination on every attempt, usually {@link DeliveryKey}
 * @param exchangeId the accepted message, as its sender's receipt names it
 * @param destination where to
 * @param dossierCode the dossier's own code, whatever alias the sender used
 * @param sequence position in the line of this dossier and this destination, from 1, without gaps
 * @param attempt 1 for the first
 * @param acceptedAt when the hub gave its receipt
 * @param mark {@code late} for a status that came too late to change the dossier, {@code gap} for one that skipped
 *     steps; null when there is nothing to remark
 * @param message what to say
 */
public record Delivery(
        UUID deliveryId,
        UUID key,
        UUID exchangeId,
        Destination destination,
        String dossierCode,
        long sequence,
        int attempt,
        Instant acceptedAt,
        @Nullable String mark,
        DossierMessage message) {}
