/**
 * Hands out the contracts that lie in this jar, for whoever serves them.
 *
 * <p>Not here: what obeys them.
 */
@NullMarked
package vn.gov.hanoi.hpasc.schemas;

import org.jspecify.annotations.NullMarked;
