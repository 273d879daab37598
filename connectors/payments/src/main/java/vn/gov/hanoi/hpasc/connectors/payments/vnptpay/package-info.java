/**
 * VNPT Pay 1.0.5: its signature only.
 *
 * <p>Not here: a gateway; no description of its callbacks was found.
 */
@NullMarked
package vn.gov.hanoi.hpasc.connectors.payments.vnptpay;

import org.jspecify.annotations.NullMarked;
