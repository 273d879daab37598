package vn.gov.hanoi.hpasc.dossier;

import java.util.UUID;

/**
 * An exchange will not reach a destination.
 *
 * @param exchangeId of the message that did not arrive
 * @param messageId the sender's id of it
 * @param code the hub's error code, {@code HUB-nnn}
 * @param reason what the destination or the operator said
 */
public record DeliveryRefused(UUID exchangeId, String messageId, String destination, String code, String reason)
        implements MessageData {}
