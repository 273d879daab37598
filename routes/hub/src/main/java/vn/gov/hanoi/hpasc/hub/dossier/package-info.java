/**
 * What the hub knows of a dossier: its life cycle as a graph, its state, and the views of it.
 *
 * <p>Not here: the moving of messages.
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.dossier;

import org.jspecify.annotations.NullMarked;
