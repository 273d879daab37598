/**
 * Messages that the hub put on queues which agencies read: known in PostgreSQL until they are consumed, and sent again after
 * the broker lost them.
 *
 * <p>Not here: the queues of deliveries inside the hub, {@code hub.delivery.*}; the relay makes those again.
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.queued;

import org.jspecify.annotations.NullMarked;
