/**
 * The contracts of agencies with gateways, out of {@code payments.yaml}.
 *
 * <p>Not here: what a gateway wants of a contract (connectors).
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.payment.merchants;

import org.jspecify.annotations.NullMarked;
