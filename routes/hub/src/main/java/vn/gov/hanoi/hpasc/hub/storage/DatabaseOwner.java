package vn.gov.hanoi.hpasc.hub.storage;

import java.util.Optional;

/**
 * The role that migrates the database.
 *
 * @param login empty where somebody else migrates it
 */
record DatabaseOwner(Optional<DatabaseLogin> login) {}
