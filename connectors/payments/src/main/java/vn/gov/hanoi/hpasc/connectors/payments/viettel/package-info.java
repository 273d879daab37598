/**
 * Viettel's payment gateway 2.0: its signature only.
 *
 * <p>Not here: a gateway; no agency of the city has a contract yet.
 */
@NullMarked
package vn.gov.hanoi.hpasc.connectors.payments.viettel;

import org.jspecify.annotations.NullMarked;
