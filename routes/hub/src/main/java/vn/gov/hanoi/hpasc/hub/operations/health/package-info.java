/**
 * What the hub says of its own state: components that are looked at in the background and told from memory, so that health
 * answers at once whatever stands still.
 *
 * <p>Not here: whether a single destination is worth calling; that is {@code hub.health}.
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.operations.health;

import org.jspecify.annotations.NullMarked;
