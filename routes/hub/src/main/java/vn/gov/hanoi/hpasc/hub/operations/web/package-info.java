/**
 * The operators' own door: a second port for {@code /admin} and {@code /actuator}, which the public port never shows.
 *
 * <p>Not here: the operations themselves.
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.operations.web;

import org.jspecify.annotations.NullMarked;
