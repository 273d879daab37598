/**
 * Gives the receipt: one transaction that makes a message durable, once, and says who will get it.
 *
 * <p>Not here: who may send (identity), what a message must look like (schemas), and how it travels on (relay, delivery).
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.accept;

import org.jspecify.annotations.NullMarked;
