package vn.gov.hanoi.hpasc.hub.parcel;

import java.time.Duration;
import java.time.Instant;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.LandRecord;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.ParcelQuery;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/** Answers questions about parcels. */
public interface Parcels {

    /** What is asked of a parcel. */
    enum Subject {
        PARCEL,
        REGISTRATION
    }

    /**
     * An answer.
     *
     * @param asOf when the land system said so
     * @param cached whether it was said to an earlier question
     * @param stale older than it should be, for the land system cannot be asked now
     */
    record Answer(LandRecord land, Instant asOf, Duration age, boolean cached, boolean stale) {}

    /**
     * Answers one question.
     *
     * @throws Refusal when there is no such parcel, or nobody can say
     */
    Answer ask(Subject subject, ParcelQuery query);
}
