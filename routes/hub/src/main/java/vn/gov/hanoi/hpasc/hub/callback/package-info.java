/**
 * Where gateways and payers' browsers arrive: a call is kept as it came, verified before it is understood, judged in one
 * transaction, and answered in the gateway's own words.
 *
 * <p>Not here: what a gateway's word means for an order (payment.order), and its signatures (connectors).
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.callback;

import org.jspecify.annotations.NullMarked;
