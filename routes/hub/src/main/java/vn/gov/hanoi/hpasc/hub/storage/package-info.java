/**
 * Where the hub keeps what it must not lose: its data folder, and PostgreSQL, brought up, watched and migrated.
 *
 * <p>Not here: any table. Each aggregate has its own SQL beside its code; the tables are in {@code db/migration}.
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.storage;

import org.jspecify.annotations.NullMarked;
