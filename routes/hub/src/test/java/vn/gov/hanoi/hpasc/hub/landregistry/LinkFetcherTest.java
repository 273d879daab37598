package vn.gov.hanoi.hpasc.hub.landregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.hanoi.hpasc.hub.attachment.Attachment;
import vn.gov.hanoi.hpasc.hub.attachment.TestAttachments;
import vn.gov.hanoi.hpasc.hub.landregistry.LinkProperties.Host;

/** Hosts that behave, and hosts that do not, over real sockets. */
class LinkFetcherTest {

    private static final byte[] PDF = "%PDF-1.7\nGiấy chứng nhận\n%%EOF\n".getBytes(StandardCharsets.UTF_8);
    private static final long MOST = 100_000;

    @TempDir
    Path folder;

    private final AtomicInteger lookups = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private HttpServer server;
    private LinkFetcher fetcher;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        fetcher = fetcher(new Host("scans.vbdlis.test", true, Set.of(0), Set.of("127.0.0.0/8")));
    }

    @AfterEach
    void stop() {
        fetcher.close();
        server.stop(0);
    }

    private LinkFetcher fetcher(Host... hosts) {
        LinkProperties properties = new LinkProperties(
                List.of(hosts),
                MOST,
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofSeconds(4),
                4,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofHours(1),
                Set.of("application/pdf", "image/png"));
        LinkPolicy policy = new LinkPolicy(List.of(hosts), name -> {
            lookups.incrementAndGet();
            return new InetAddress[] {InetAddress.getByAddress(name, new byte[] {127, 0, 0, 1})};
        });
        return new LinkFetcher(policy, properties, TestAttachments.in(folder, MOST * 2, Clock.systemUTC()));
    }

    private void serves(String path, String type, byte[] body) {
        server.createContext(path, exchange -> {
            calls.incrementAndGet();
            if (type != null) {
                exchange.getResponseHeaders().set("Content-Type", type);
            }
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private String link(String path) {
        return "http://scans.vbdlis.test:" + server.getAddress().getPort() + path;
    }

    private LinkRefused refused(String link) {
        LinkRefused refused = catchThrowableOfType(LinkRefused.class, () -> fetcher.fetch(link, "H26.13.1"));
        assertThat(refused).as(link).isNotNull();
        assertThat(kept()).as("nothing is half-written").isEmpty();
        return refused;
    }

    private List<Path> kept() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void keepsAFileAndResolvesItsHostOnce() {
        serves("/gcn.pdf", "application/pdf", PDF);

        Attachment kept = fetcher.fetch(link("/gcn.pdf?token=a%20b"), "H26.13.1");

        assertThat(kept.size()).isEqualTo(PDF.length);
        assertThat(kept.mediaType()).isEqualTo("application/pdf");
        assertThat(lookups).hasValue(1);
        assertThat(kept()).singleElement().satisfies(file -> assertThat(file).hasBinaryContent(PDF));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/a.pdf",
                "http://127.0.0.1/a.pdf",
                "http://2130706433/a.pdf",
                "http://0x7f000001/a.pdf",
                "http://0177.0.0.1/a.pdf",
                "http://[::1]/a.pdf",
                "http://[::ffff:127.0.0.1]/a.pdf",
                "http://scans.vbdlis.test@evil.example/a.pdf",
                "http://evil@scans.vbdlis.test/a.pdf",
                "http://scans.vbdlis.test.evil.example/a.pdf",
                "http://scans.vbdlis.test./a.pdf",
                "http://scans.vbdlis.test\\@evil.example/a.pdf",
                "http://scans.vbdlis.test/a.pdf#x",
                "http://scans.vbdlis.test/a b.pdf",
                "file:///etc/passwd",
                "ftp://scans.vbdlis.test/a.pdf",
                "gopher://scans.vbdlis.test/a",
                "jar:http://scans.vbdlis.test/a.zip!/b",
                "//scans.vbdlis.test/a.pdf",
                "\\\\scans\\a.pdf",
                "",
                "a.pdf"
            })
    void followsNoLinkToElsewhere(String link) {
        assertThat(refused(link).isForGood()).isTrue();
        assertThat(lookups).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,false",
        "10.1.2.3,false",
        "172.16.0.1,false",
        "192.168.1.1,false",
        "169.254.169.254,false",
        "100.64.0.1,false",
        "0.0.0.0,false",
        "224.0.0.1,false",
        "255.255.255.255,false",
        "198.18.0.1,false",
        "::1,false",
        "fe80::1,false",
        "fc00::1,false",
        "ff02::1,false",
        "64:ff9b::7f00:1,false",
        "2002:7f00:1::,false",
        "2001:0:1::,false",
        "8.8.8.8,true",
        "113.160.1.1,true",
        "2405:4800::1,true"
    })
    void connectsOnlyToPublicAddressesUnlessConfigured(String address, boolean isPublic) throws Exception {
        assertThat(LinkPolicy.isPublic(InetAddress.getByName(address).getAddress()))
                .isEqualTo(isPublic);
    }

    @Test
    void refusesANameThatLeadsInsideUnlessItsRangeIsConfigured() {
        serves("/a.pdf", "application/pdf", PDF);
        fetcher.close();
        fetcher = fetcher(new Host("scans.vbdlis.test", true, Set.of(0), Set.of()));

        assertThat(refused(link("/a.pdf")).reason()).contains("địa chỉ");
        assertThat(calls).hasValue(0);
    }

    @Test
    void refusesPlainHttpAndOtherPortsUnlessConfigured() {
        fetcher.close();
        fetcher = fetcher(new Host("scans.vbdlis.test", false, Set.of(443), Set.of("127.0.0.0/8")));

        assertThat(refused(link("/a.pdf")).reason()).contains("giao thức");
        assertThat(refused("https://scans.vbdlis.test:8443/a.pdf").reason()).contains("cổng");
    }

    @Test
    void followsNoRedirect() {
        serves("/inside.pdf", "application/pdf", PDF);
        server.createContext("/moved.pdf", exchange -> {
            exchange.getResponseHeaders().set("Location", link("/inside.pdf"));
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });

        assertThat(refused(link("/moved.pdf")).isForGood()).isTrue();
        assertThat(calls).hasValue(0);
    }

    @Test
    void comesAgainWhereTheHostIsInTroubleAndNotWhereThereIsNothing() {
        server.createContext("/busy.pdf", exchange -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });

        assertThat(refused(link("/busy.pdf")).isForGood()).isFalse();
        assertThat(refused(link("/nothing.pdf")).isForGood()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"text/html,<html>login</html>", "application/pdf,<html>login</html>", "text/html,%PDF-1.7 x", ",MZ"})
    void refusesWhatIsNotWhatItIsCalled(String type, String body) {
        serves("/a.pdf", type, body.getBytes(StandardCharsets.UTF_8));

        assertThat(refused(link("/a.pdf")).reason()).contains("loại tệp");
    }

    @Test
    void unpacksNothing() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new byte[5_000_000]);
        }
        server.createContext("/bomb.pdf", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.getResponseHeaders().set("Content-Type", "application/pdf");
            exchange.sendResponseHeaders(200, bomb.size());
            exchange.getResponseBody().write(bomb.toByteArray());
            exchange.close();
        });

        assertThat(refused(link("/bomb.pdf")).reason()).contains("nén");
    }

    @Test
    void refusesTwoGigabytesBeforeReadingThem() throws IOException {
        try (Raw host = new Raw(
                "HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: 2147483648\r\n\r\n%PDF-1.7\n")) {
            assertThat(refused(host.link()).reason()).contains("lớn hơn");
        }
    }

    @Test
    void stopsAnEndlessBodyAtTheLimit() {
        server.createContext("/endless.pdf", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/pdf");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(PDF);
            byte[] more = new byte[64 * 1024];
            for (int i = 0; i < 32_768; i++) {
                exchange.getResponseBody().write(more);
            }
        });

        assertThat(refused(link("/endless.pdf")).reason()).contains("lớn hơn");
    }

    @Test
    void keepsNothingOfABodyThatBreaksOff() throws IOException {
        try (Raw host = new Raw(
                "HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: 5000\r\n\r\n%PDF-1.7\nhalf",
                true)) {
            assertThat(refused(host.link()).isForGood()).isFalse();
        }
        try (Raw host =
                new Raw("HTTP/1.0 200 OK\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7\nof no length", true)) {
            assertThat(refused(host.link()).reason()).contains("độ dài");
        }
    }

    @Test
    void leavesAHostThatHangsOrDrips() throws IOException {
        try (Raw silent = new Raw("")) {
            assertThat(refused(silent.link()).isForGood()).isFalse();
        }
        server.createContext("/drip.pdf", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(PDF);
            exchange.getResponseBody().flush();
            try (ServerSocket never = new ServerSocket(0)) {
                never.setSoTimeout(500);
                for (int i = 0; i < 60; i++) {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                    try {
                        never.accept().close();
                    } catch (java.net.SocketTimeoutException aWhile) {
                        // half a second went by
                    }
                }
            }
        });
        LinkRefused drip = refused(link("/drip.pdf"));
        assertThat(drip.isForGood()).isFalse();
        assertThat(drip.reason()).contains("quá lâu");
    }

    /** A host that says what it is told to, to whoever connects, and then nothing more. */
    private static final class Raw implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

        Raw(String answer) throws IOException {
            this(answer, false);
        }

        Raw(String answer, boolean hangsUp) throws IOException {
            Thread.ofVirtual().start(() -> {
                try (Socket caller = socket.accept()) {
                    int read = caller.getInputStream().read(new byte[8192]);
                    caller.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                    caller.getOutputStream().flush();
                    while (!hangsUp && read >= 0) {
                        read = caller.getInputStream().read();
                    }
                } catch (IOException gone) {
                    // the fetcher hung up
                }
            });
        }

        String link() {
            return "http://scans.vbdlis.test:" + socket.getLocalPort() + "/a.pdf";
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
