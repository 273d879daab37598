/**
 * The work behind the counters: what a department and the HPASC core do about a message, so that a dossier's story looks
 * like a real one.
 *
 * <p>Not here: how messages come and go.
 */
@NullMarked
package vn.gov.hanoi.hpasc.simulators.work;

import org.jspecify.annotations.NullMarked;
