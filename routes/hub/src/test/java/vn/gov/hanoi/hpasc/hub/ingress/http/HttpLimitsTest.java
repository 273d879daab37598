package vn.gov.hanoi.hpasc.hub.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What strangers can make a guarded port hold: real connections, from loopback addresses of their own. */
class HttpLimitsTest {

    private static final String STRANGER = "127.0.0.9";
    private static final String HONEST = "127.0.0.1";
    private static final int PER_PEER = 50;
    private static final String HOST = "Host: hub\r\nConnection: close\r\n";

    private static GuardedServer server;
    private final List<Socket> sockets = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        server = new GuardedServer(Map.of(
                "hub.http.connections-per-peer", PER_PEER,
                "hub.http.header-timeout", "2s",
                "hub.http.request-timeout", "2s",
                "hub.http.min-rate", "10MB",
                "hub.http.body-budget", "4MB",
                "hub.http.unverified-bodies", 4,
                "hub.http.unverified-bodies-per-peer", 2,
                "hub.http.requests-per-peer", 40,
                "hub.callback.proxies", "127.0.0.5"));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @AfterEach
    void everythingIsGivenBack() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        await().untilAsserted(() -> {
            assertThat(server.guards().publicPort().open()).isZero();
            assertThat(server.guards().budget().used()).isZero();
        });
        assertThat(honest()).startsWith("HTTP/1.1 200 ");
    }

    private static String honest() throws IOException {
        return server.ask(HONEST, "POST /callback HTTP/1.1\r\n" + HOST + "Content-Length: 2\r\n\r\n{}");
    }

    private Socket open(String address) throws IOException {
        Socket socket = server.from(address);
        sockets.add(socket);
        return socket;
    }

    private Socket open(String address, String begun) throws IOException {
        Socket socket = open(address);
        GuardedServer.send(socket, begun);
        return socket;
    }

    private static boolean closed(Socket socket) {
        try {
            String before = GuardedServer.all(socket);
            return before.isEmpty() || before.startsWith("HTTP/1.1 408 ");
        } catch (IOException reset) {
            return true;
        }
    }

    @Test
    void sixHundredConnectionsThatDripLeaveRoomForEverybodyElse() throws IOException {
        for (int i = 0; i < 600; i++) {
            try {
                open(STRANGER, "POST /callback HTTP/1.1\r\nHost: hub\r\nX-Drip: ");
            } catch (SocketException closedWhileSending) {
                // as it should be
            }
            if (i % 60 == 0) {
                assertThat(honest()).startsWith("HTTP/1.1 200 ");
            }
        }
        assertThat(server.guards().publicPort().open()).isLessThanOrEqualTo(PER_PEER + 1);
        assertThat(server.count("hub.http.connections", "port", "public", "outcome", "refused"))
                .isGreaterThanOrEqualTo(500);
        assertThat(sockets).allMatch(HttpLimitsTest::closed);
    }

    @Test
    void whatIsAnnouncedTakesNoMemoryBeforeItComes() throws IOException {
        for (int i = 0; i < 30; i++) {
            open(STRANGER, "POST /body HTTP/1.1\r\nHost: hub\r\nContent-Length: 5000000\r\n\r\n");
        }
        await().untilAsserted(() -> assertThat(server.guards().budget().used()).isEqualTo(30 * BodyReader.FIRST));
        assertThat(honest()).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void oneAddressHoldsNoMoreThanItsShareAndHearsWhenToComeAgainAlthoughItStillSends() throws IOException {
        String answer = server.ask(
                STRANGER, "POST /body HTTP/1.1\r\n" + HOST + "Content-Length: 3000000\r\n\r\n" + "x".repeat(3_000_000));
        assertThat(answer).startsWith("HTTP/1.1 503 ").contains("Retry-After: ").contains("HUB-502");
        assertThat(server.count("hub.http.refused", "port", "public", "limit", "bodies"))
                .isPositive();
    }

    @Test
    void aBodyThatDripsIsAnswered408() throws IOException {
        Socket socket = open(STRANGER, "POST /body HTTP/1.1\r\nHost: hub\r\nContent-Length: 100000\r\n\r\n");
        try (ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor()) {
            drip.scheduleAtFixedRate(() -> drip(socket), 0, 50, TimeUnit.MILLISECONDS);
            assertThat(GuardedServer.all(socket)).startsWith("HTTP/1.1 408 ").contains("HUB-116");
            drip.shutdownNow();
        }
    }

    @Test
    void headersThatAreNeverFinishedEndTheConnection() throws IOException {
        for (String begun : List.of(
                "",
                "\r\n",
                "POST ",
                "POST /body HTTP/1.1\r\nHost: hub\r\nX-Drip: ",
                "GET /who HTTP/1.1\r\nHost: hub\r\n\r\nGET /who HTTP/1.1\r\nHost: ")) {
            open(STRANGER, begun);
        }
        for (Socket socket : sockets) {
            assertThat(GuardedServer.all(socket)).contains("HTTP/1.1 408 ");
        }
    }

    @Test
    void anAnswerThatNobodyReadsIsDropped() throws IOException {
        Socket socket = open(STRANGER, "GET /large HTTP/1.1\r\n" + HOST + "\r\n");
        await().untilAsserted(
                        () -> assertThat(server.guards().publicPort().open()).isZero());
        int came;
        try {
            came = GuardedServer.all(socket).length();
        } catch (SocketException reset) {
            came = 0;
        }
        assertThat(came).isLessThan(GuardedServer.LARGE);
    }

    private static void drip(Socket socket) {
        try {
            GuardedServer.send(socket, "x");
        } catch (IOException closed) {
            // then it drips no more
        }
    }

    @Test
    void bodiesOfUnknownCallersThatDripKeepNobodyOut() throws IOException {
        for (int i = 0; i < 20; i++) {
            String stranger = "127.0.9." + (1 + i % 5);
            open(stranger, "POST /callback HTTP/1.1\r\nHost: hub\r\nContent-Length: 1000\r\n\r\n{");
        }
        await().untilAsserted(() -> assertThat(honest()).startsWith("HTTP/1.1 200 "));
        assertThat(server.count("hub.security.events", "kind", "limit-exceeded", "channel", "rest"))
                .isPositive();
    }

    @Test
    void nobodyIsAskedForABodyThatWillNotBeRead() throws IOException {
        String expecting = HOST + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n";
        Socket refused = open(HONEST, "POST /secret HTTP/1.1\r\n" + expecting);
        assertThat(GuardedServer.all(refused)).startsWith("HTTP/1.1 401 ");
        Socket asked = open(HONEST, "POST /body HTTP/1.1\r\n" + expecting);
        assertThat(new String(asked.getInputStream().readNBytes(17), java.nio.charset.StandardCharsets.US_ASCII))
                .startsWith("HTTP/1.1 100");
        GuardedServer.send(asked, "12345");
        assertThat(GuardedServer.all(asked)).contains("read 5");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            extension of a chunk | 1;%1$s\\r\\nx\\r\\n0\\r\\n\\r\\n
            trailer              | 1\\r\\nx\\r\\n0\\r\\nX-Trailer: %1$s\\r\\n\\r\\n
            size of a chunk      | 7fffffffffffffff\\r\\n
            """)
    void chunksThatGrowOtherThanByTheirContentAreRefused(String what, String chunks) throws IOException {
        String body = chunks.replace("\\r\\n", "\r\n").formatted("x".repeat(20_000));
        assertThat(server.ask(STRANGER, "POST /body HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n" + body))
                .as(what)
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void aLargeBodyThatComesAtAFairRateIsRead() throws IOException {
        int size = 8 * 1024 * 1024;
        assertThat(server.ask(
                        HONEST,
                        "POST /stream HTTP/1.1\r\n" + HOST + "Content-Length: " + size + "\r\n\r\n" + "x".repeat(size)))
                .contains("read " + size);
    }

    @Test
    void behindAProxyThePeerIsTheForwardedAddress() throws IOException {
        for (int i = 0; i < PER_PEER + 20; i++) {
            String client = "198.51.100." + (1 + i % 2);
            open(
                    "127.0.0.5",
                    "POST /body HTTP/1.1\r\nHost: hub\r\nX-Forwarded-For: " + client
                            + "\r\nContent-Length: 10\r\n\r\n");
        }
        await().untilAsserted(
                        () -> assertThat(server.guards().publicPort().open()).isGreaterThan(PER_PEER));
        assertThat(server.ask(
                        "127.0.0.5", "GET /who HTTP/1.1\r\n" + HOST + "X-Forwarded-For: 9.9.9.9, 198.51.100.7\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("198.51.100.7");
        assertThat(server.ask(STRANGER, "GET /who HTTP/1.1\r\n" + HOST + "X-Forwarded-For: 198.51.100.7\r\n\r\n"))
                .endsWith(STRANGER);
    }

    @Test
    void aForwardedAddressHasNoMoreThanItsRequests() throws IOException {
        String forwarded = "Host: hub\r\nX-Forwarded-For: 198.51.100.9\r\n";
        for (int i = 0; i < 40; i++) {
            open("127.0.0.5", "POST /body HTTP/1.1\r\n" + forwarded + "Content-Length: 10\r\n\r\n");
        }
        await().untilAsserted(() -> assertThat(
                        server.ask("127.0.0.5", "GET /who HTTP/1.1\r\n" + forwarded + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 429 ")
                .contains("Retry-After: "));
        assertThat(server.ask("127.0.0.5", "GET /who HTTP/1.1\r\n" + HOST + "X-Forwarded-For: 198.51.100.8\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }
}
