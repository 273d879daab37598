package vn.gov.hanoi.hpasc.connectors.spi.parcel;

import java.util.Optional;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;

/** A land system that parcels can be looked up in. Asking changes nothing there, so that it may be asked again. */
public interface ParcelRegistry {

    /** Whether there is one to ask. */
    boolean configured();

    /**
     * Asks for a parcel.
     *
     * @return empty when the system knows no such parcel
     * @throws DestinationUnavailable when it cannot be reached, fails, or answers what makes no sense
     */
    Optional<LandRecord> parcel(ParcelQuery query) throws DestinationUnavailable;

    /** As {@link #parcel}, with what is registered of it; empty also where nothing is. */
    Optional<LandRecord> registration(ParcelQuery query) throws DestinationUnavailable;
}
