/**
 * The national public-service portal behind its adapter: brings up what the hub knows of a dossier, part by part, and asks
 * for catalogues.
 *
 * <p>Not here: where any of it is kept, when a delivery is made, and what the portal sends to us.
 */
@NullMarked
package vn.gov.hanoi.hpasc.connectors.nationalportal;

import org.jspecify.annotations.NullMarked;
