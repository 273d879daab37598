/**
 * How a refusal is told: one renderer for each wire, the same {@code HUB-nnn} on all of them.
 *
 * <p>Not here: which errors there are (the connectors' SPI), and when one is raised.
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.problem;

import org.jspecify.annotations.NullMarked;
