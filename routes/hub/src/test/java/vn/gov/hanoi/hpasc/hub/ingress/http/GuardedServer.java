package vn.gov.hanoi.hpasc.hub.ingress.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.env.MapPropertySource;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.hub.http.GuardedProtocol;
import vn.gov.hanoi.hpasc.hub.http.HttpGuards;
import vn.gov.hanoi.hpasc.hub.http.HttpProperties;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/** A guarded port with a few addresses that read bodies as the hub's routes do, and nothing behind them. */
final class GuardedServer implements AutoCloseable {

    static final int LARGE = 64 * 1024 * 1024;
    private static final int MOST = 5 * 1024 * 1024;

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final Tomcat tomcat = new Tomcat();

    /** Not annotated as a configuration, so that the scan of the whole hub does not find it. */
    @ComponentScan({"vn.gov.hanoi.hpasc.hub.http", "vn.gov.hanoi.hpasc.hub.security"})
    @EnableConfigurationProperties(HttpProperties.class)
    static class Wiring {

        @Bean
        MeterRegistry registry() {
            return new SimpleMeterRegistry();
        }
    }

    GuardedServer(Map<String, Object> settings) throws IOException, LifecycleException {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings));
        context.register(Wiring.class);
        context.refresh();
        Connector connector = new Connector(GuardedProtocol.class.getName());
        connector.setPort(0);
        ((AbstractProtocol<?>) connector.getProtocolHandler()).setExecutor(new VirtualThreadExecutor("test-"));
        guards().publicPort().guard(connector);
        Path folder = Files.createTempDirectory(Path.of("target"), "guarded-server");
        tomcat.setBaseDir(folder.toString());
        tomcat.setConnector(connector);
        ((StandardHost) tomcat.getHost()).setErrorReportValveClass(ProblemValve.class.getName());
        tomcat.getEngine().getPipeline().addValve(guards().valve());
        Context root = tomcat.addContext("", folder.toAbsolutePath().toString());
        Tomcat.addServlet(root, "calls", new Calls());
        root.addServletMappingDecoded("/*", "calls");
        tomcat.start();
    }

    private static final class Calls extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest servlet, HttpServletResponse response) throws IOException {
            HttpRequest request = new HttpRequest(servlet);
            HttpReply answer;
            try {
                answer = answer(request, servlet.getServletPath() + servlet.getPathInfo());
            } catch (Refusal refusal) {
                answer = HttpAnswer.problem(refusal.problem(), request.language());
            }
            answer.writeTo(response);
        }

        private static HttpReply answer(HttpRequest request, String path) {
            return switch (path) {
                case "/body" -> read(request.body(MOST).length);
                case "/callback" -> read(request.unverifiedBody(MOST).length);
                case "/stream" -> read(streamed(request));
                case "/large" -> new HttpStream("application/octet-stream", LARGE, Zeros::new);
                case "/who" -> new HttpAnswer(200, "text/plain", Map.of(), bytes(request.remoteAddress()));
                default -> throw new Refusal(Problem.of(ErrorCode.UNAUTHENTICATED));
            };
        }

        private static HttpReply read(long size) {
            return new HttpAnswer(200, "text/plain", Map.of(), bytes("read " + size));
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        private static long streamed(HttpRequest request) {
            try (InputStream body = request.stream(LARGE)) {
                return body.transferTo(java.io.OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Zeros extends InputStream {

        private int left = LARGE;

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            int some = Math.min(left, length);
            left -= some;
            return some == 0 ? -1 : some;
        }
    }

    HttpGuards guards() {
        return context.getBean(HttpGuards.class);
    }

    double count(String meter, String... tags) {
        return context.getBean(MeterRegistry.class).counter(meter, tags).count();
    }

    /** A connection from an address of this machine. */
    Socket from(String address) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
        socket.connect(new InetSocketAddress("127.0.0.1", tomcat.getConnector().getLocalPort()));
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** Sends {@code request} and gives all that comes back until the connection is closed. */
    String ask(String address, String request) throws IOException {
        try (Socket socket = from(address)) {
            send(socket, request);
            return all(socket);
        }
    }

    static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    static String all(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
        context.close();
    }
}
