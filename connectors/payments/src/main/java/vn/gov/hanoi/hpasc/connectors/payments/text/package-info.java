/**
 * How texts, times and forms are written for gateways and read from them.
 *
 * <p>Not here: any gateway's field.
 */
@NullMarked
package vn.gov.hanoi.hpasc.connectors.payments.text;

import org.jspecify.annotations.NullMarked;
