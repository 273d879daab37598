/**
 * What the connector of the land registry asks of the hub: what is known of a dossier beside the message, and its files.
 *
 * <p>Not here: how the land registry is spoken to, and where anything is kept.
 */
@NullMarked
package vn.gov.hanoi.hpasc.connectors.spi.landregistry;

import org.jspecify.annotations.NullMarked;
