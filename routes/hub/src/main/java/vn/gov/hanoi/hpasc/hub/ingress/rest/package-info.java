/**
 * The REST interface: messages in, receipts out; the inbox; and what can be asked about messages and dossiers.
 *
 * <p>Not here: how HTTP becomes the body of a route (http).
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.ingress.rest;

import org.jspecify.annotations.NullMarked;
