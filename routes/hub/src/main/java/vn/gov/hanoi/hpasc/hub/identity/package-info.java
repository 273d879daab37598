/**
 * Who the agencies are, and how a caller proves to be one.
 *
 * <p>Not here: what a message may say, and where it goes.
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.identity;

import org.jspecify.annotations.NullMarked;
