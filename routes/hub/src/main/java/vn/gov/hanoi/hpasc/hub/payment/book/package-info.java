/**
 * The books: orders and their states, money that moved, refunds, requests, raw calls, and what the world must be told. Rows
 * and the graph of states, nothing that decides.
 *
 * <p>Not here: what a gateway's word means for an order (order), and who asks.
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.payment.book;

import org.jspecify.annotations.NullMarked;
