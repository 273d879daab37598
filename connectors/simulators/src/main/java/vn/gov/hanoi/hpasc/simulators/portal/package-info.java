/**
 * The national public-service portal behind its adapter, played: sessions, dossiers with their progress, catalogues, and
 * the ways in which such a portal fails. Made from the contracts alone.
 *
 * <p>Not here: what any caller means by what it says.
 */
@NullMarked
package vn.gov.hanoi.hpasc.simulators.portal;

import org.jspecify.annotations.NullMarked;
