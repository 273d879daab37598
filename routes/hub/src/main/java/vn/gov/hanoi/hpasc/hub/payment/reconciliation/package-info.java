/**
 * Holds settlement files of gateways against the books, line by line, and makes a case of each difference.
 *
 * <p>Not here: what a file looks like (the connectors' layouts and payments.yaml), and what is done about a case.
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.payment.reconciliation;

import org.jspecify.annotations.NullMarked;
