/**
 * How partners are called over HTTP, whatever is said: one attempt is one request, and failures before sending are told from
 * those after.
 *
 * <p>Not here: what is said, and what an answer means.
 */
@NullMarked
package vn.gov.hanoi.hpasc.connectors.spi.http;

import org.jspecify.annotations.NullMarked;
