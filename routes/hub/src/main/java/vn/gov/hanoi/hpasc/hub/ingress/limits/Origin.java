package vn.gov.hanoi.hpasc.hub.ingress.limits;

import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents.Channel;

/**
 * Who asks, and over what.
 *
 * @param address the caller's; null where the channel does not tell
 */
public record Origin(
        Agency agency, Channel channel, @Nullable String address) {}
