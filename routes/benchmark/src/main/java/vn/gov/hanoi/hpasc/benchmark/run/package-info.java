/**
 * Measures: starts the hub and the baseline as processes, lets load on them in turns, and reports the ratios.
 *
 * <p>Not here: the load itself, and what the baseline does.
 */
@NullMarked
package vn.gov.hanoi.hpasc.benchmark.run;

import org.jspecify.annotations.NullMarked;
