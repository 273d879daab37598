package vn.gov.hanoi.hpasc.hub.delivery;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When the hub gives a delivery up to a person. How long it waits in between is the destination's health.
 *
 * @param poisonAfter failures after which a delivery is parked; a failure counts when others of its destination got through since
 *     its failure before, so that an outage makes no poison
 */
@Validated
@ConfigurationProperties("hub.delivery")
public record DeliveryProperties(@DefaultValue("5") @Min(1) int poisonAfter) {}
