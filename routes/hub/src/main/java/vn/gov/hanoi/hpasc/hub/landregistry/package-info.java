/**
 * The hub's side of what is told to the land registry: what is known of a dossier, its files, and that a dossier goes on when
 * its fees are paid.
 *
 * <p>Not here: how the land registry is spoken to, and what it says to us.
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.landregistry;

import org.jspecify.annotations.NullMarked;
