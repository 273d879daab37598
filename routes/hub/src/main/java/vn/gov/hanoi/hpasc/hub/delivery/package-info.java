/**
 * Hands each message to its destination and records what came of it.
 *
 * <p>Not here: which destinations there are (routing), and how each is spoken to (connectors).
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.delivery;

import org.jspecify.annotations.NullMarked;
