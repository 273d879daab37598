/**
 * The hub's side of the land registry: what is known of a dossier when it is told there, and that one goes on when its fees
 * are paid; files that the land registry names by link, fetched with care; and a watch over obligations that wait to be
 * revoked.
 *
 * <p>Not here: how the land registry is spoken to (its connector), and what it says to us (callback.landregistry).
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.landregistry;

import org.jspecify.annotations.NullMarked;
