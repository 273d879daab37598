/**
 * The tax office, as it sends files of notices and payment vouchers through the portal: right, wrong, twice, and as bombs.
 *
 * <p>Not here: what it fetches from its inbox.
 */
@NullMarked
package vn.gov.hanoi.hpasc.simulators.tax;

import org.jspecify.annotations.NullMarked;
