/**
 * What the hub asks of a payment gateway, and what a gateway may answer. Capabilities are types: every gateway is a
 * {@link vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentGateway}, some are also
 * {@link vn.gov.hanoi.hpasc.connectors.spi.payment.Refundable},
 * {@link vn.gov.hanoi.hpasc.connectors.spi.payment.Reconcilable},
 * {@link vn.gov.hanoi.hpasc.connectors.spi.payment.BillLookup} or
 * {@link vn.gov.hanoi.hpasc.connectors.spi.payment.ReceiptSource}.
 *
 * <p>Not here: orders, their states and what is done about a notice; that is the hub's. A gateway keeps no state at all.
 */
@NullMarked
package vn.gov.hanoi.hpasc.connectors.spi.payment;

import org.jspecify.annotations.NullMarked;
