/**
 * Notices and payment vouchers of the tax office, each once: what a row means for a dossier, who must look at it, and the
 * message that it becomes.
 *
 * <p>Not here: how a call arrives and is read (callback.tax), and what is then owed (payment.obligation).
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.tax;

import org.jspecify.annotations.NullMarked;
