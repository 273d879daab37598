package vn.gov.hanoi.hpasc.hub.ingress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jms.artemis.ArtemisAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.identity.KeyFolder;
import vn.gov.hanoi.hpasc.hub.identity.TokenIssuer;
import vn.gov.hanoi.hpasc.hub.queued.ReplyStore;

/** Ingress and identity on a real HTTP server, with what lies behind them played in memory. Started once for all tests. */
public final class IngressStack {

    public static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
    public static final String CORE = "H26.01";
    public static final String LAND = "H26.13";
    public static final String FINANCE = "H26.04";

    private static final class Holder {
        private static final IngressStack SHARED = new IngressStack();
    }

    private final ConfigurableApplicationContext context;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private IngressStack() {
        Path folder = temporary();
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--hub.data-dir=" + folder,
                "--hub.identity.create-missing-keys=true",
                "--hub.ingress.wait=300ms",
                "--hub.ingress.queue-wait=200ms"));
        context = new SpringApplicationBuilder(Wiring.class).run(arguments.toArray(String[]::new));
        Runtime.getRuntime().addShutdownHook(new Thread(context::close));
    }

    /** The stack, with everything in it as new. */
    public static IngressStack fresh() {
        IngressStack stack = Holder.SHARED;
        stack.acceptance().reset();
        stack.bean(FakeInbox.class).reset();
        stack.bean(FakeQueries.class).away(false);
        stack.bean(FakeParcels.class).away(false);
        return stack;
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory(Path.of("target"), "ingress-stack");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Not annotated as a configuration, so that the scan of the whole hub does not find it. */
    @EnableAutoConfiguration(exclude = {DataSourceAutoConfiguration.class, ArtemisAutoConfiguration.class})
    @ComponentScan({
        "vn.gov.hanoi.hpasc.hub.ingress",
        "vn.gov.hanoi.hpasc.hub.http",
        "vn.gov.hanoi.hpasc.hub.security",
        "vn.gov.hanoi.hpasc.hub.identity",
        "vn.gov.hanoi.hpasc.hub.routing",
        "vn.gov.hanoi.hpasc.hub.authority",
        "vn.gov.hanoi.hpasc.hub.configuration"
    })
    @ConfigurationPropertiesScan({
        "vn.gov.hanoi.hpasc.hub.ingress",
        "vn.gov.hanoi.hpasc.hub.http",
        "vn.gov.hanoi.hpasc.hub.security",
        "vn.gov.hanoi.hpasc.hub.identity",
        "vn.gov.hanoi.hpasc.hub.routing",
        "vn.gov.hanoi.hpasc.hub.authority",
        "vn.gov.hanoi.hpasc.hub.configuration"
    })
    static class Wiring {

        @Bean
        Clock clock() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }

        @Bean
        TestBroker broker(@Value("${hub.data-dir}") Path folder) {
            return new TestBroker(folder);
        }

        @Bean(destroyMethod = "stop")
        JmsPoolConnectionFactory connectionFactory(TestBroker broker) {
            return broker.ofTheHub();
        }

        @Bean
        FakeQueries queries() {
            return new FakeQueries();
        }

        @Bean
        FakeParcels parcels() {
            return new FakeParcels();
        }

        @Bean
        FakeInbox inbox() {
            return new FakeInbox();
        }

        @Bean
        ReplyStore replyStore() {
            return (agency, replies) -> {};
        }

        @Bean
        FakeAcceptance acceptance() {
            return new FakeAcceptance();
        }
    }

    public FakeAcceptance acceptance() {
        return context.getBean(FakeAcceptance.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    public URI address(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    public String token(String agency) {
        return token(agency, agency);
    }

    /** A token that says it is of one agency, signed with the key of another. */
    public String token(String agency, String signer) {
        ECPrivateKey key = (ECPrivateKey) bean(KeyFolder.class).pair(signer).getPrivate();
        return bean(TokenIssuer.class).issue(new AgencyCode(agency), key, Duration.ofHours(1));
    }

    /** A request that carries the token of {@code agency}. */
    public HttpRequest.Builder as(String agency, String path) {
        return HttpRequest.newBuilder(address(path))
                .header("Authorization", "Bearer " + token(agency))
                .timeout(Duration.ofSeconds(20));
    }

    public HttpResponse<String> post(String agency, String path, String mediaType, String body) {
        return send(as(agency, path)
                .header("Content-Type", mediaType)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    public HttpResponse<String> get(String agency, String path) {
        return send(as(agency, path).GET().build());
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
