package vn.gov.hanoi.hpasc.hub.identity;

import org.jspecify.annotations.Nullable;

/**
 * Tells who calls. Today by a token the agency signed; client certificates, WS-Security and OIDC can take its place or
 * stand before it without any caller noticing.
 */
public interface CallerVerifier {

    /**
     * The agency that shows {@code authorization}.
     *
     * @param authorization the {@code Authorization} header as received; null when there was none
     * @throws Unauthenticated when it proves nothing
     */
    Agency authenticate(@Nullable String authorization) throws Unauthenticated;
}
