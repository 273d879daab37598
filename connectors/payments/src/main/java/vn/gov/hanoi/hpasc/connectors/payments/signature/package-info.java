/**
 * The primitives under every gateway's signature: keyed and plain digests over strict UTF-8, compared in constant time.
 *
 * <p>Not here: which text is signed; that is what the gateways differ in.
 */
@NullMarked
package vn.gov.hanoi.hpasc.connectors.payments.signature;

import org.jspecify.annotations.NullMarked;
