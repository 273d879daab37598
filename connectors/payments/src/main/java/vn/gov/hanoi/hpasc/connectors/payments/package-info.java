/**
 * Payment gateways, one package each, and what they share: signing, calling, reading settlement files.
 *
 * <p>Not here: orders and their states, and what is done about a callback; that is the hub's.
 */
@NullMarked
package vn.gov.hanoi.hpasc.connectors.payments;

import org.jspecify.annotations.NullMarked;
