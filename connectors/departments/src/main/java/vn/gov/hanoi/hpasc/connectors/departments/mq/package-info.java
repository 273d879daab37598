/**
 * Departments that read their messages from a queue of the hub's broker.
 *
 * <p>Not here: the broker, its users and its connections; they are the hub's.
 */
@NullMarked
package vn.gov.hanoi.hpasc.connectors.departments.mq;

import org.jspecify.annotations.NullMarked;
