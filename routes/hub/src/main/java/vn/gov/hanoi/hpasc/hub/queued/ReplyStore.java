package vn.gov.hanoi.hpasc.hub.queued;

import java.util.List;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;

/** Keeps replies until the agency has consumed them. */
public interface ReplyStore {

    /**
     * Stores what is about to be put on the agency's queue of receipts; returns when it is committed.
     *
     * @throws vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable when it was not stored: then it must not be sent either
     */
    void store(AgencyCode agency, List<QueuedReply> replies);
}
