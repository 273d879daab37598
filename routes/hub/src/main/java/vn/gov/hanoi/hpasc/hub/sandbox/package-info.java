/**
 * A city in one process: plays the agencies around the hub, sends dossiers through its public interface, and shows a person
 * what came of one.
 *
 * <p>Not here: anything the hub needs. Nothing of this is there without the profile {@code sandbox}.
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.sandbox;

import org.jspecify.annotations.NullMarked;
