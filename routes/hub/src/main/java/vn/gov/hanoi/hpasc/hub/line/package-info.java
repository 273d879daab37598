/**
 * What all stages share of a delivery: its states, its place in the line of its dossier and destination, its tables, and
 * the way to the broker that follows a commit.
 *
 * <p>Not here: which deliveries there are to be (accept), when they go (relay), and what comes of them (delivery).
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.line;

import org.jspecify.annotations.NullMarked;
