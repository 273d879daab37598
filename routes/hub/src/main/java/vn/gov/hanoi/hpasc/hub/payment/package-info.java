/**
 * The truth about money: what dossiers owe, what was ordered at gateways, what moved, and what a person must look at.
 *
 * <p>Not here: the gateways' protocols (connectors), and who calls us (callback, ingress).
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.payment;

import org.jspecify.annotations.NullMarked;
