/**
 * What happened, for ever: the append-only ledger, Merkle trees over it, and the signature under every receipt.
 *
 * <p>Not here: what the entries mean to a dossier.
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.ledger;

import org.jspecify.annotations.NullMarked;
