/**
 * Reads the hub's configuration files strictly: what is wrong is said with file, line and reason, all of it at once.
 *
 * <p>Not here: what a file means (identity, routing).
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.configuration;

import org.jspecify.annotations.NullMarked;
