/**
 * What a person must look at: each finding once, with an owner and a history.
 *
 * <p>Not here: finding it.
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.payment.cases;

import org.jspecify.annotations.NullMarked;
