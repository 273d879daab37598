/**
 * MoMo v2: everything is JSON, signed over sorted fields.
 *
 * <p>Not here: orders and their states; that is the hub's.
 */
@NullMarked
package vn.gov.hanoi.hpasc.connectors.payments.momo;

import org.jspecify.annotations.NullMarked;
