/**
 * The land registration office's system, VBDLIS or iLIS: tells it of dossiers, and of what becomes of them, in its own words.
 *
 * <p>Not here: when a delivery is made, where files are kept, and what the land registry says to us.
 */
@NullMarked
package vn.gov.hanoi.hpasc.connectors.landregistry;

import org.jspecify.annotations.NullMarked;
