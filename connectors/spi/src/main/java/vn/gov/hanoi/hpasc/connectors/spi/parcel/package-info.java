/**
 * Looking up parcels of land, in the names of ISO 19152.
 *
 * <p>Not here: who may ask, and how long an answer is good.
 */
@NullMarked
package vn.gov.hanoi.hpasc.connectors.spi.parcel;

import org.jspecify.annotations.NullMarked;
