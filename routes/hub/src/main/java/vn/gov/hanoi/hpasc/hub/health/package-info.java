/**
 * Whether each destination is worth calling, and when to look again.
 *
 * <p>Not here: the calls, and what becomes of a single delivery.
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.health;

import org.jspecify.annotations.NullMarked;
