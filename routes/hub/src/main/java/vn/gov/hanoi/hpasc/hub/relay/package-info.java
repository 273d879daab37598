/**
 * Brings deliveries that are due to the broker, and again when a crash lost them.
 *
 * <p>Not here: the call itself (delivery), and the order (decided in PostgreSQL when a delivery is released).
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.relay;

import org.jspecify.annotations.NullMarked;
