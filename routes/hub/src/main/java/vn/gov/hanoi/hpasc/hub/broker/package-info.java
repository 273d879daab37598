/**
 * The message broker: Artemis in this process or in its own, who may touch which queue, and the hub's connections to it.
 *
 * <p>Not here: what is sent over it. The broker is transport; the truth is in PostgreSQL.
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.broker;

import org.jspecify.annotations.NullMarked;
