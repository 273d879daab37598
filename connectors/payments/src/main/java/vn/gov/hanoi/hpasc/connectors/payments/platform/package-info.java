/**
 * The Payment Platform of the national public service portal, version 1.0.6: INIT, confirm, QUERY, GET_BILL, and the portal's
 * own question what a dossier owes.
 *
 * <p>Not here: orders and their states; that is the hub's.
 */
@NullMarked
package vn.gov.hanoi.hpasc.connectors.payments.platform;

import org.jspecify.annotations.NullMarked;
