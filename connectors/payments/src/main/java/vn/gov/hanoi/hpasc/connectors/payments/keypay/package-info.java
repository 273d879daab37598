/**
 * KeyPay, through which the portal's payments went before: create, callback, detail.
 *
 * <p>Not here: orders and their states; that is the hub's.
 */
@NullMarked
package vn.gov.hanoi.hpasc.connectors.payments.keypay;

import org.jspecify.annotations.NullMarked;
