/**
 * What a dossier owes, and what was paid of it, as its accepted messages tell.
 *
 * <p>Not here: orders at gateways, which become part of this only by the message that confirms them.
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.payment.obligation;

import org.jspecify.annotations.NullMarked;
