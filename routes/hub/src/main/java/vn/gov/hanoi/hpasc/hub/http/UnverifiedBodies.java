package vn.gov.hanoi.hpasc.hub.http;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/**
 * Bounds how many bodies are read at the same time of callers that show who they are only in the body itself. At the bound the
 * one that has made the hub wait longest is ended, so that bodies which drip cannot keep out one that comes at once.
 */
final class UnverifiedBodies {

    private static final long GRACE = TimeUnit.SECONDS.toNanos(1);

    private final int most;
    private final int perPeer;
    private final Map<Peer, Deque<Place>> byPeer = new HashMap<>();
    private int count;

    UnverifiedBodies(int most, int perPeer) {
        this.most = most;
        this.perPeer = perPeer;
    }

    /** A body being read. Closed when it was read, or was given up. */
    final class Place implements AutoCloseable {

        private final Peer peer;
        private final @Nullable HttpConnection connection;
        private long bytes;

        private Place(Peer peer, @Nullable HttpConnection connection) {
            this.peer = peer;
            this.connection = connection;
        }

        /** Says that the body holds so many bytes more. */
        void holds(long more) {
            synchronized (UnverifiedBodies.this) {
                bytes += more;
            }
        }

        /**
         * Makes room for more bytes of this body: of the peer whose bodies hold the most, the one is ended that has made the hub
         * wait longest; at once if that peer holds more than this one would, else only what has waited for long.
         *
         * @return whether one was ended; its bytes are given back as soon as its request has ended
         */
        boolean makeRoom(long more) {
            return endOfTheHeaviest(this, more);
        }

        @Override
        public void close() {
            remove(this);
        }
    }

    /** @throws Refusal when too many are being read, and none of them has waited long */
    synchronized Place begin(Peer peer, @Nullable HttpConnection connection) {
        Deque<Place> own = byPeer.get(peer);
        if (own != null && own.size() >= perPeer && !endFirst(own, GRACE)
                || count >= most && !endOfTheMost(own == null ? 0 : own.size())) {
            throw new Refusal(ErrorCode.OVERLOADED);
        }
        Place place = new Place(peer, connection);
        byPeer.computeIfAbsent(peer, first -> new ArrayDeque<>()).add(place);
        count++;
        return place;
    }

    /** Of the peer that has the most: at once if it has more than the newcomer would, else only what has waited for long. */
    private boolean endOfTheMost(int newcomers) {
        return byPeer.values().stream()
                .max(Comparator.comparingInt(Deque::size))
                .map(largest -> endFirst(largest, largest.size() > newcomers + 1 ? 0 : GRACE))
                .orElse(false);
    }

    private synchronized boolean endOfTheHeaviest(Place newcomer, long more) {
        long own = held(byPeer.getOrDefault(newcomer.peer, new ArrayDeque<>())) + more;
        Deque<Place> heaviest = byPeer.values().stream()
                .max(Comparator.comparingLong(UnverifiedBodies::held))
                .orElseGet(ArrayDeque::new);
        Deque<Place> others = new ArrayDeque<>(heaviest);
        others.remove(newcomer);
        return endFirst(others, held(heaviest) > own ? 0 : GRACE);
    }

    private static long held(Deque<Place> places) {
        return places.stream().mapToLong(place -> place.bytes).sum();
    }

    /** The first is the oldest. */
    private boolean endFirst(Deque<Place> places, long grace) {
        for (Place place : places) {
            if (place.connection != null && place.connection.dispensable() && place.connection.waitingFor() >= grace) {
                remove(place);
                place.connection.expire();
                return true;
            }
        }
        return false;
    }

    private synchronized void remove(Place place) {
        Deque<Place> own = byPeer.get(place.peer);
        if (own != null && own.remove(place)) {
            count--;
            if (own.isEmpty()) {
                byPeer.remove(place.peer);
            }
        }
    }

    /** How many are being read now. */
    synchronized int count() {
        return count;
    }
}
