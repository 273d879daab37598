/**
 * How a simulated system speaks to the hub: over REST, SOAP or a queue, patiently, with the same id until it has a receipt.
 *
 * <p>Not here: what it says.
 */
@NullMarked
package vn.gov.hanoi.hpasc.simulators.hub;

import org.jspecify.annotations.NullMarked;
