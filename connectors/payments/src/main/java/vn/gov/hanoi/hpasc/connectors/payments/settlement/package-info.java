/**
 * Reads settlement files row by row, by the columns configured.
 *
 * <p>Not here: what the rows are compared with; that is the hub's.
 */
@NullMarked
package vn.gov.hanoi.hpasc.connectors.payments.settlement;

import org.jspecify.annotations.NullMarked;
