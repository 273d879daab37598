/**
 * The hub's side of the national portal: what is known of each dossier for it and confirmed by it, its catalogues, how far
 * the two are apart, and the clock of intake.
 *
 * <p>Not here: how the portal is spoken to, and what it sends to us.
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.portal;

import org.jspecify.annotations.NullMarked;
