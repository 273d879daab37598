/**
 * Limits what each known agency may ask of the hub at once, so that none starves the others: rate, concurrent requests,
 * bytes, messages not yet accepted, and fair turns at reading from PostgreSQL.
 *
 * <p>Not here: limits for callers that nobody knows yet (http), and the fair order of commits and deliveries (accept, relay).
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.ingress.limits;

import org.jspecify.annotations.NullMarked;
