/**
 * Payment orders over REST, for agencies.
 *
 * <p>Not here: what becomes of an order (payment.order), and gateways (callback).
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.payment.rest;

import org.jspecify.annotations.NullMarked;
