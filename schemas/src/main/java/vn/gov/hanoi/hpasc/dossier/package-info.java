/**
 * The canonical records: what a message about a dossier says, whatever wire it came over.
 *
 * <p>Not here: any partner's own field names (they stay in that partner's connector), and anything the hub decides
 * about a message (state, routing, order).
 */
@NullMarked
package vn.gov.hanoi.hpasc.dossier;

import org.jspecify.annotations.NullMarked;
