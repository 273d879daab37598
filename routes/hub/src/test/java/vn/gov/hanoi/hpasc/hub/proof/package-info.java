/**
 * Proofs on the whole hub: real PostgreSQL with fsync on, embedded Artemis, simulated departments, real clients.
 *
 * <p>Not here: killed processes (module benchmark), and one package at a time (beside each package).
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.proof;

import org.jspecify.annotations.NullMarked;
