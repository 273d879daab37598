/**
 * What the hub and the connector of the national portal ask of each other: dossiers as they are known, what the portal has
 * confirmed of each, its catalogues.
 *
 * <p>Not here: how the portal is spoken to, and where anything is kept.
 */
@NullMarked
package vn.gov.hanoi.hpasc.connectors.spi.portal;

import org.jspecify.annotations.NullMarked;
