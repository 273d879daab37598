package vn.gov.hanoi.hpasc.hub.ingress;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.validation.annotation.Validated;

/**
 * How much a sender may ask for at once, and how long it is kept waiting.
 *
 * @param patience ({@code hub.ingress.wait}) how long to wait for a receipt; then the sender is told to ask again with the same id
 * @param maxMessageBytes of one message
 * @param maxBatchBytes of a batch
 * @param maxBatchItems of a batch
 * @param queueBatch messages taken from a queue in one commit, at most
 * @param queueBatchBytes of the messages taken from a queue in one commit; the last one may exceed it
 * @param queueUnreadable messages that may be parked because they could not be taken apart
 * @param queueWait for the receipts of messages from a queue; then they are tried again
 * @param queueBackOff first wait after a failure; doubles from there
 * @param queueLongestBackOff longest wait after a failure
 */
@Validated
@ConfigurationProperties("hub.ingress")
public record IngressProperties(
        @Name("wait") @DefaultValue("1800ms") Duration patience,
        @Min(1024) @DefaultValue("1048576") int maxMessageBytes,
        @Min(1024) @DefaultValue("5242880") int maxBatchBytes,
        @Min(1) @Max(500) @DefaultValue("500") int maxBatchItems,
        @Min(1) @Max(2000) @DefaultValue("200") int queueBatch,
        @Min(1024) @DefaultValue("4194304") int queueBatchBytes,
        @Min(0) @DefaultValue("1000") int queueUnreadable,
        @DefaultValue("10s") Duration queueWait,
        @DefaultValue("100ms") Duration queueBackOff,
        @DefaultValue("10s") Duration queueLongestBackOff) {}
