/**
 * Messages from agencies' queues: in order, many in one commit, with a receipt or a refusal for each in the same commit.
 *
 * <p>Not here: the broker and who may use it (broker).
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.ingress.queue;

import org.jspecify.annotations.NullMarked;
