/**
 * The crash proof: the packaged hub as processes, a database and a broker of the harness's own, load over all protocols,
 * receivers that remember, and whatever can be killed, killed. Not a mock anywhere.
 *
 * <p>Not here: what a message means. Only that it got a positive answer, and what became of it.
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.crash;

import org.jspecify.annotations.NullMarked;
