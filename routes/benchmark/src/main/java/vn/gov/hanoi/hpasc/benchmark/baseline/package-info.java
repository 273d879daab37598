/**
 * Baseline B1, what the hub is measured against: a bare Camel route from HTTP over a durable queue to HTTP.
 *
 * <p>Not here: anything the hub does besides (identity, validation, idempotency, ledger, order, outcomes).
 */
@NullMarked
package vn.gov.hanoi.hpasc.benchmark.baseline;

import org.jspecify.annotations.NullMarked;
