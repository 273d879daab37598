/**
 * Who must know of a message: a pure function of the message, the dossier and the routing table.
 *
 * <p>Not here: how and when it gets there.
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.routing;

import org.jspecify.annotations.NullMarked;
