/**
 * What can be typed: {@code hub run}, {@code hub broker}, {@code hub token}, {@code hub send}, {@code hub receive}.
 *
 * <p>Not here: anything the hub does while it runs.
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.cli;

import org.jspecify.annotations.NullMarked;
