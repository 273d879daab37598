package vn.gov.hanoi.hpasc.hub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.hub.http.HttpConnection.Origin;
import vn.gov.hanoi.hpasc.hub.http.HttpConnection.Times;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents;

/** The time of connections and their number, by a clock of the test's own. */
class HttpConnectionTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final AnswerProgress NOT_BEGUN = new Progress(new AtomicLong(), new AtomicLong());

    private final AtomicLong now = new AtomicLong(SECOND);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HttpConnections all = new HttpConnections(
            new HttpConnections.Limits(8, 4),
            new Times(10 * SECOND, 30 * SECOND, 1000),
            new HttpMeters(meters, new SecurityEvents(meters), "public"),
            now::get);
    private final List<SocketChannel> sockets = new ArrayList<>();

    private record Progress(AtomicLong begun, AtomicLong bytes) implements AnswerProgress {
        @Override
        public long begunAt() {
            return begun.get();
        }

        @Override
        public long written() {
            return bytes.get();
        }
    }

    /** Writes down what was done to it. */
    private static final class Recording implements Wire {

        private final List<String> done = new ArrayList<>();

        @Override
        public void endInput() {
            done.add("end-input");
        }

        @Override
        public void abort() {
            done.add("abort");
        }

        @Override
        public void sayTimeout() {
            done.add("408");
        }
    }

    private Optional<HttpConnection> open(Wire wire, String address, boolean ofProxy) {
        try {
            SocketChannel socket = SocketChannel.open();
            sockets.add(socket);
            return all.open(socket, new Origin(wire, Peer.of(InetAddress.getByName(address)), ofProxy));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private HttpConnection opened(Wire wire) {
        return open(wire, "127.0.0.9", false).orElseThrow();
    }

    @AfterEach
    void close() throws IOException {
        for (SocketChannel socket : sockets) {
            all.closed(socket);
            socket.close();
        }
        assertThat(all.count()).isZero();
    }

    private void after(long seconds) {
        now.addAndGet(seconds * SECOND);
        all.expireOverdue();
    }

    @Test
    void headersThatDripAreAnswered408AndClosedHoweverOftenAByteComes() {
        Recording wire = new Recording();
        HttpConnection connection = opened(wire);
        for (int drip = 0; drip < 10; drip++) {
            connection.entered();
            connection.left(false);
            after(1);
        }
        assertThat(wire.done).isEmpty();
        after(1);
        assertThat(wire.done).containsExactly("408", "end-input");
    }

    @Test
    void emptyLinesBeforeARequestAreNoRequest() {
        Recording wire = new Recording();
        HttpConnection connection = opened(wire);
        for (int drip = 0; drip < 11; drip++) {
            connection.entered();
            connection.left(true);
            after(1);
        }
        assertThat(wire.done).contains("end-input");
    }

    @Test
    void betweenRequestsAConnectionMayRestAndItsNextRequestHasAllItsTime() {
        Recording wire = new Recording();
        HttpConnection connection = opened(wire);
        for (int request = 0; request < 3; request++) {
            connection.entered();
            assertThat(connection.requestBegins(NOT_BEGUN)).isTrue();
            connection.requestEnds();
            connection.left(true);
            after(50);
        }
        assertThat(wire.done).isEmpty();
    }

    @Test
    void aPipelinedRequestThatIsNotFinishedHasTheTimeOfHeaders() {
        Recording wire = new Recording();
        HttpConnection connection = opened(wire);
        connection.entered();
        connection.requestBegins(NOT_BEGUN);
        connection.requestEnds();
        connection.left(false);
        after(11);
        assertThat(wire.done).containsExactly("408", "end-input");
    }

    @Test
    void aBodyThatDripsIsEndedWhenTheWaitsAddUpAndTheRequestHearsOfIt() {
        Recording wire = new Recording();
        HttpConnection connection = opened(wire);
        connection.entered();
        connection.requestBegins(NOT_BEGUN);
        for (int drip = 0; drip < 30; drip++) {
            connection.waits();
            after(1);
            connection.goesOn(1);
        }
        connection.waits();
        assertThat(connection.expired()).isFalse();
        after(1);
        assertThat(connection.expired()).isTrue();
        assertThat(wire.done).as("the request can still be answered").containsExactly("end-input");
    }

    @Test
    void aLargeBodyMayTakeTheTimeOfItsBytesAtTheLeastRate() {
        Recording wire = new Recording();
        HttpConnection connection = opened(wire);
        connection.entered();
        connection.requestBegins(NOT_BEGUN);
        for (int piece = 0; piece < 300; piece++) {
            connection.waits();
            after(1);
            connection.goesOn(1000);
        }
        assertThat(wire.done).isEmpty();
        connection.waits();
        after(31);
        assertThat(wire.done).containsExactly("end-input");
    }

    @Test
    void theHubsOwnWorkIsNobodysTime() {
        Recording wire = new Recording();
        HttpConnection connection = opened(wire);
        connection.entered();
        connection.requestBegins(NOT_BEGUN);
        after(600);
        assertThat(wire.done).isEmpty();
    }

    @Test
    void anAnswerThatIsNotReadIsDropped() {
        Recording wire = new Recording();
        HttpConnection connection = opened(wire);
        Progress answer = new Progress(new AtomicLong(), new AtomicLong());
        connection.entered();
        connection.requestBegins(answer);
        after(100);
        answer.begun().set(now.get());
        answer.bytes().set(20_000);
        after(50);
        assertThat(wire.done).isEmpty();
        after(1);
        assertThat(wire.done).containsExactly("abort");
    }

    @Test
    void whatIsLeftOfABodyAfterTheAnswerIsNotTakenForEver() {
        Recording wire = new Recording();
        HttpConnection connection = opened(wire);
        connection.entered();
        connection.requestBegins(NOT_BEGUN);
        connection.requestEnds();
        after(31);
        assertThat(wire.done).containsExactly("abort");

        Recording refused = new Recording();
        HttpConnection other = opened(refused);
        other.entered();
        other.requestBegins(NOT_BEGUN);
        other.lingers();
        after(6);
        assertThat(refused.done).containsExactly("end-input");
    }

    @Test
    void aBodyThatDripsGivesItsBytesToOneThatComes() {
        UnverifiedBodies bodies = new UnverifiedBodies(10, 10);
        Recording dripping = new Recording();
        HttpConnection large = opened(dripping);
        large.entered();
        large.requestBegins(NOT_BEGUN);
        large.waits();
        UnverifiedBodies.Place ofLarge = bodies.begin(Peer.of(InetAddress.getLoopbackAddress()), large);
        ofLarge.holds(16_000_000);
        UnverifiedBodies.Place coming = bodies.begin(new Peer("127.0.0.8"), null);

        assertThat(coming.makeRoom(8_192)).isTrue();

        assertThat(large.expired()).isTrue();
        assertThat(dripping.done).containsExactly("end-input");
        assertThat(coming.makeRoom(8_192)).as("nobody else to end").isFalse();
    }

    @Test
    void aBodyThatHoldsLessThanTheNewcomerIsEndedOnlyWhenItWaitedForLong() {
        UnverifiedBodies bodies = new UnverifiedBodies(10, 10);
        HttpConnection small = opened(new Recording());
        small.entered();
        small.requestBegins(NOT_BEGUN);
        small.waits();
        bodies.begin(new Peer("127.0.0.7"), small).holds(8_192);
        UnverifiedBodies.Place coming = bodies.begin(new Peer("127.0.0.8"), null);

        assertThat(coming.makeRoom(16_000_000)).isFalse();
        after(2);
        assertThat(coming.makeRoom(16_000_000)).isTrue();
        assertThat(small.expired()).isTrue();
    }

    @Test
    void headersThatCameTooLateBeginNoRequest() {
        HttpConnection connection = opened(new Recording());
        after(11);
        connection.entered();
        assertThat(connection.requestBegins(NOT_BEGUN)).isFalse();
    }

    // ── How many ────────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void aPeerHasNoMoreThanItsConnectionsAndTakesNoneOfAnother() {
        for (int i = 0; i < 4; i++) {
            opened(new Recording());
        }
        assertThat(open(new Recording(), "127.0.0.9", false)).isEmpty();
        assertThat(open(new Recording(), "127.0.0.1", false)).isPresent();
        assertThat(meters.counter("hub.http.refused", "port", "public", "limit", "connections-per-peer")
                        .count())
                .isEqualTo(1);
        assertThat(meters.counter("hub.security.events", "kind", "limit-exceeded", "channel", "rest")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void ofOnePeersConnectionsTheOldestThatOnlyWaitsMakesRoom() {
        Recording oldest = new Recording();
        HttpConnection working = opened(oldest);
        working.entered();
        working.requestBegins(NOT_BEGUN);
        Recording waiting = new Recording();
        opened(waiting);
        opened(new Recording());
        opened(new Recording());
        after(3);
        assertThat(open(new Recording(), "127.0.0.9", false)).isPresent();
        assertThat(oldest.done).isEmpty();
        assertThat(waiting.done).containsExactly("abort");
    }

    @Test
    void whenThePortIsFullThePeerWithTheMostMakesRoom() {
        List<Recording> greedy = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            greedy.add(new Recording());
            opened(greedy.getLast());
        }
        for (int peer = 1; peer <= 7; peer++) {
            assertThat(open(new Recording(), "127.0.1." + peer, false)).isPresent();
        }
        assertThat(greedy.subList(0, 3)).allMatch(wire -> wire.done.equals(List.of("abort")));
        assertThat(greedy.getLast().done).isEmpty();
        assertThat(open(new Recording(), "127.0.2.1", false))
                .as("all have one, and nobody has waited long")
                .isEmpty();
        after(3);
        assertThat(open(new Recording(), "127.0.2.1", false)).isPresent();
        assertThat(all.count()).isEqualTo(8);
    }

    @Test
    void aProxysConnectionsAreNotThoseOfOnePeer() {
        for (int i = 0; i < 6; i++) {
            assertThat(open(new Recording(), "10.0.0.1", true)).isPresent();
        }
    }

    @Test
    void aConnectionOnWhichSomebodyWasAuthenticatedIsNoStrangersAndTheLastToMakeRoom() {
        List<Recording> known = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            known.add(new Recording());
            all.becomesKnown(opened(known.getLast()));
        }
        for (int i = 0; i < 4; i++) {
            opened(new Recording());
        }
        after(3);
        for (int i = 0; i < 4; i++) {
            assertThat(open(new Recording(), "127.0.1." + i, false)).isPresent();
        }
        assertThat(known).allMatch(wire -> wire.done.isEmpty());
        assertThat(open(new Recording(), "127.0.1.9", false)).isPresent();
        assertThat(known.getFirst().done).containsExactly("abort");
        assertThat(all.count()).isEqualTo(8);
    }
}
