/**
 * What the transports to departments share: a delivery as a CloudEvent.
 *
 * <p>Not here: any transport.
 */
@NullMarked
package vn.gov.hanoi.hpasc.connectors.departments;

import org.jspecify.annotations.NullMarked;
