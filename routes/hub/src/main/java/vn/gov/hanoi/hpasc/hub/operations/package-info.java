/**
 * What an operator sees and does: balance, destinations, parked lines.
 *
 * <p>Not here: anything an agency may call.
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.operations;

import org.jspecify.annotations.NullMarked;
