/**
 * MoMo, played.
 *
 * <p>Not here: the payer, who is played by tests and by {@code /_sim/}.
 */
@NullMarked
package vn.gov.hanoi.hpasc.simulators.momo;

import org.jspecify.annotations.NullMarked;
