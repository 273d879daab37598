/**
 * Runs the measurement as a user would, and looks at correctness only: how fast something was never fails a build.
 *
 * <p>Not here: thresholds.
 */
@NullMarked
package vn.gov.hanoi.hpasc.benchmark;

import org.jspecify.annotations.NullMarked;
