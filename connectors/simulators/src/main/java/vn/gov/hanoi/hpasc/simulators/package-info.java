/**
 * The outside systems, played: all together ({@link vn.gov.hanoi.hpasc.simulators.SimulatedCity}), in one process with the
 * hub, in a process of their own, or in a test.
 *
 * <p>Not here: anything the hub or its connectors use themselves.
 */
@NullMarked
package vn.gov.hanoi.hpasc.simulators;

import org.jspecify.annotations.NullMarked;
