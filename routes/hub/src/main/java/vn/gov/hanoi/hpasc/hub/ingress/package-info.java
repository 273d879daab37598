/**
 * Takes messages in, over any wire: finds out who speaks, reads what is said by its contract, and hands it on in one form.
 *
 * <p>Not here: making a message durable (accept), and what it means for its dossier (dossier).
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.ingress;

import org.jspecify.annotations.NullMarked;
