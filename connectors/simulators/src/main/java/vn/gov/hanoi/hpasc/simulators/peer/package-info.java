/**
 * What every simulated system is made of: a small HTTP server that can misbehave on the socket, a script that says when,
 * and a record of what arrived.
 *
 * <p>Not here: what any one system says or does.
 */
@NullMarked
package vn.gov.hanoi.hpasc.simulators.peer;

import org.jspecify.annotations.NullMarked;
