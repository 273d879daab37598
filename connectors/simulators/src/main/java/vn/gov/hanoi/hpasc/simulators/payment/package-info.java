/**
 * What all simulated payment gateways have in common: orders and the truth about their money, callbacks that are late, lost,
 * doubled or wrong as scripted, refunds, settlement files, and the control endpoints.
 *
 * <p>Not here: any gateway's fields or signatures.
 */
@NullMarked
package vn.gov.hanoi.hpasc.simulators.payment;

import org.jspecify.annotations.NullMarked;
