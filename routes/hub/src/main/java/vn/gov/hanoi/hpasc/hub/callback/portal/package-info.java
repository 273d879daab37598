/**
 * What the national portal sends to us: dossiers that citizens hand in there. Nothing is read before it is known that the
 * portal calls.
 *
 * <p>Not here: what becomes of a dossier once it was accepted.
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.callback.portal;

import org.jspecify.annotations.NullMarked;
