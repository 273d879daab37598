/**
 * Processes that a test starts, may kill at will, and never leaves behind.
 *
 * <p>Not here: what those processes are (the hub, a broker, a database) and how they are told to be ready.
 */
@NullMarked
package vn.gov.hanoi.hpasc.connectors.testkit.process;

import org.jspecify.annotations.NullMarked;
