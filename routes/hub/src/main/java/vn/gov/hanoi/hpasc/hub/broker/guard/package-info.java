/**
 * What the broker's network port lets through: a default-deny list of CORE packets and AMQP links by login state, bounds on
 * what a connection or a user may make the broker hold, and quotas of queues.
 *
 * <p>Not here: who may touch which queue, which is the security manager's to say, and the hub's own connections inside its
 * process, which do not come through the port.
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.broker.guard;

import org.jspecify.annotations.NullMarked;
