/**
 * What the hub knows of parcels of land: asks the land system, keeps what it says for a while and says how old that is, and
 * leaves it alone while it fails.
 *
 * <p>Not here: who asks over which wire, and how a land system is asked.
 */
@NullMarked
package vn.gov.hanoi.hpasc.hub.parcel;

import org.jspecify.annotations.NullMarked;
