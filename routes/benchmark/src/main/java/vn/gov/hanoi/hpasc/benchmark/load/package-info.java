/**
 * The load and its far end: sends messages as fast as answers come, checks each answer, counts what arrives at the sink.
 *
 * <p>Not here: whom to measure, how often and in what order. Costs as little processor time as it can, for it shares the
 * machine with what it measures: one thread sends, one receives, nothing is parsed that need not be.
 */
@NullMarked
package vn.gov.hanoi.hpasc.benchmark.load;

import org.jspecify.annotations.NullMarked;
