/**
 * Orders: opens them at gateways, judges what gateways say of them, asks when they say nothing, gives money back, and tells
 * the rest of the hub by messages.
 *
 * <p>Not here: how gateways talk (connectors) and call (callback), and what a dossier owes (obligation).
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.payment.order;

import org.jspecify.annotations.NullMarked;
