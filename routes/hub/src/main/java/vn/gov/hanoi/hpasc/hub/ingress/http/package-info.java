/**
 * How an HTTP request becomes the body of a Camel route, and how the answer or the refusal becomes the response.
 *
 * <p>Not here: any address, and anything a request may mean.
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.ingress.http;

import org.jspecify.annotations.NullMarked;
