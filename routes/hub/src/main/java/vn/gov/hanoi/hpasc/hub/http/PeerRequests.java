package vn.gov.hanoi.hpasc.hub.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the requests in progress of each peer whose caller is not known, or not yet. */
final class PeerRequests {

    private final int most;
    private final Map<Peer, Integer> byPeer = new ConcurrentHashMap<>();

    PeerRequests(int most) {
        this.most = most;
    }

    /** Counts one more; false, and not counted, when there are too many. */
    boolean begins(Peer peer) {
        boolean[] counted = {false};
        byPeer.compute(peer, (name, now) -> {
            int before = now == null ? 0 : now;
            counted[0] = before < most;
            return counted[0] ? Integer.valueOf(before + 1) : now;
        });
        return counted[0];
    }

    void ends(Peer peer) {
        byPeer.computeIfPresent(peer, (name, now) -> now == 1 ? null : Integer.valueOf(now - 1));
    }
}
