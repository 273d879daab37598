/**
 * How gateways are called over HTTP: one attempt is one request, failures before sending are told from those after, and
 * answers are bounded.
 *
 * <p>Not here: what is said, and what an answer means.
 */
@NullMarked
package vn.gov.hanoi.hpasc.connectors.payments.http;

import org.jspecify.annotations.NullMarked;
