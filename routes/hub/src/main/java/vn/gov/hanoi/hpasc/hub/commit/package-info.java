/**
 * Transactions on PostgreSQL, and how many share one.
 *
 * <p>Not here: what is written; each table has its own class beside the stage that owns it.
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.commit;

import org.jspecify.annotations.NullMarked;
