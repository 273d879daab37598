/**
 * The SOAP interface, versions 1.1 and 1.2 at one address: the same messages, lookups and inbox as over REST, in XML.
 *
 * <p>Not here: what the XML of a message is (schemas), and how a problem becomes a fault (problem).
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.ingress.soap;

import org.jspecify.annotations.NullMarked;
