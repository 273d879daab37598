/**
 * Simulated systems in JUnit tests.
 *
 * <p>Not here: the systems.
 */
@NullMarked
package vn.gov.hanoi.hpasc.simulators.junit;

import org.jspecify.annotations.NullMarked;
