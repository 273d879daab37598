/**
 * The contract every connector is tested against, and builders of messages that look like real ones.
 *
 * <p>Not here: tests of any one connector.
 */
@NullMarked
package vn.gov.hanoi.hpasc.connectors.testkit;

import org.jspecify.annotations.NullMarked;
