/**
 * VNPAY 2.1.0: a signed pay address, callbacks as signed queries, questions and refunds over one JSON address.
 *
 * <p>Not here: orders and their states; that is the hub's.
 */
@NullMarked
package vn.gov.hanoi.hpasc.connectors.payments.vnpay;

import org.jspecify.annotations.NullMarked;
