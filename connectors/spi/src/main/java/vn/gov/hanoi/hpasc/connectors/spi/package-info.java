/**
 * What the hub asks of a connector, and what a connector may answer.
 *
 * <p>Not here: anything about one partner, and anything about how the hub keeps its promises.
 */
@NullMarked
package vn.gov.hanoi.hpasc.connectors.spi;

import org.jspecify.annotations.NullMarked;
