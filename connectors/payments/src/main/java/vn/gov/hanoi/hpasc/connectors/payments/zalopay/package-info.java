/**
 * ZaloPay v2: JSON calls signed with key1, callbacks and returns signed with key2.
 *
 * <p>Not here: orders and their states; that is the hub's.
 */
@NullMarked
package vn.gov.hanoi.hpasc.connectors.payments.zalopay;

import org.jspecify.annotations.NullMarked;
