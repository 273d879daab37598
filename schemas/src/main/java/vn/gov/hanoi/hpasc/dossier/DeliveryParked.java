package vn.gov.hanoi.hpasc.dossier;

import java.util.UUID;

/**
 * A destination said no: the dossier's line to it stands still until a correction, a release or a refusal.
 *
 * @param exchangeId of the message that did not arrive
 * @param messageId the sender's id of it
 * @param code the hub's error code, {@code HUB-nnn}
 * @param reason what the destination or the operator said
 */
public record DeliveryParked(UUID exchangeId, String messageId, String destination, String code, String reason)
        implements MessageData {}
