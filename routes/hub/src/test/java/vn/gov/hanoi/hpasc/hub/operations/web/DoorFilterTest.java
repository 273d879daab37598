package vn.gov.hanoi.hpasc.hub.operations.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.health.HealthContributorAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.health.HealthEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.servlet.ServletManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents;

class DoorFilterTest {

    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();

    private static ServletWebServerApplicationContext context;

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        ServletWebServerFactoryAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        EndpointAutoConfiguration.class,
        WebEndpointAutoConfiguration.class,
        HealthContributorAutoConfiguration.class,
        HealthEndpointAutoConfiguration.class,
        ManagementContextAutoConfiguration.class,
        ServletManagementContextAutoConfiguration.class
    })
    @EnableConfigurationProperties(AdminProperties.class)
    @Import({AdminWebConfiguration.class, Events.class, Pages.class})
    static class Web {}

    @Configuration(proxyBeanMethods = false)
    static class Events {

        @Bean
        SecurityEvents securityEvents() {
            return new SecurityEvents(METERS);
        }
    }

    @RestController
    static class Pages {

        @PostMapping("/admin/v1/settlements")
        String settle(HttpServletRequest request) throws IOException {
            return new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }

        @DeleteMapping("/admin/v1/settlements")
        String forget() {
            return "forgotten";
        }

        @GetMapping("/admin/v1/parked")
        String parked() {
            return "for operators";
        }

        @GetMapping("/api/v1/messages")
        String messages() {
            return "for agencies";
        }
    }

    @BeforeAll
    static void start() {
        SpringApplication application = new SpringApplication(Web.class);
        application.setAdditionalProfiles("none");
        context = (ServletWebServerApplicationContext) application.run(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--hub.admin.port=0",
                "--hub.admin.allowed-hosts=hub.hanoi.example,HUB-2.hanoi.example.",
                "--spring.main.banner-mode=off",
                "--management.endpoints.web.exposure.include=health",
                "--management.endpoint.health.validate-group-membership=false");
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Test
    void servesOperatorsAtTheirDoorAndAgenciesAtTheirs() throws IOException {
        assertThat(statusOf(adminPort(), "/admin/v1/parked")).isEqualTo(200);
        assertThat(statusOf(adminPort(), "/actuator/health")).isEqualTo(200);
        assertThat(statusOf(publicPort(), "/api/v1/messages")).isEqualTo(200);
    }

    @Test
    void showsAgenciesPagesNotToOperators() throws IOException {
        assertThat(statusOf(adminPort(), "/api/v1/messages")).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/v1/parked",
                "/actuator",
                "/actuator/health",
                "/actuator/health/",
                "//admin/v1/parked",
                "/./admin/v1/parked",
                "/api/../admin/v1/parked",
                "/%61dmin/v1/parked",
                "/admin;a=b/v1/parked",
                "/;a=b/admin/v1/parked",
                "/admin/v1/parked?port=8081",
                "/%2e/actuator/health",
                "/admin%2fv1%2fparked",
                "/%2fadmin/v1/parked",
                "/;x/admin/v1/parked",
                "/admin%3bx/v1/parked",
                "/api/..;/admin/v1/parked",
                "/api/%2e%2e/admin/v1/parked",
                "/ADMIN/v1/parked",
                "/admin\\v1\\parked",
                "/admin/v1/parked%00",
                "http://localhost:8081/admin/v1/parked"
            })
    void showsOperatorsPagesAtThePublicDoorInNoSpelling(String path) throws IOException {
        assertThat(statusOf(publicPort(), path)).isIn(400, 404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // host | status
                "127.0.0.1 | 200",
                "127.0.0.1:9000 | 200",
                "127.8.9.10:8081 | 200",
                "localhost:8081 | 200",
                "LOCALHOST. | 200",
                "[::1]:8081 | 200",
                "hub.hanoi.example | 200",
                "Hub.Hanoi.Example.:8081 | 200",
                "hub-2.hanoi.example:8081 | 200",
                "attacker.example:8081 | 421",
                "attacker.example | 421",
                "127.0.0.1.attacker.example:8081 | 421",
                "localhost.attacker.example | 421",
                "hub.hanoi.example.attacker.example | 421",
                "attacker.example:127.0.0.1 | 400",
                "127.0.0.1, attacker.example | 400",
                "user@localhost | 400",
                "10.1.2.3:8081 | 421",
                "[2001:db8::1]:8081 | 421",
                "'' | 421",
            })
    void servesOperatorsUnderItsOwnNamesOnly(String host, int status) throws IOException {
        assertThat(statusOf(adminPort(), "GET /admin/v1/parked HTTP/1.1\r\nHost: " + host, ""))
                .isIn(status, status == 421 ? 400 : status);
        assertThat(statusOf(adminPort(), "GET /actuator/health HTTP/1.1\r\nHost: " + host, ""))
                .isIn(status, status == 421 ? 400 : status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /admin/v1/parked HTTP/1.0",
                "GET /admin/v1/parked HTTP/1.1",
                "GET /admin/v1/parked HTTP/1.1\r\nHost: localhost\r\nHost: localhost",
                "GET /admin/v1/parked HTTP/1.1\r\nHost: localhost\r\nHost: attacker.example",
                "GET http://attacker.example/admin/v1/parked HTTP/1.1\r\nHost: localhost",
                "GET http://localhost/admin/v1/parked HTTP/1.1\r\nHost: attacker.example",
                "GET http://attacker.example/admin/v1/parked HTTP/1.1\r\nHost: attacker.example",
                "GET http://attacker.example/admin/v1/parked HTTP/1.0"
            })
    void refusesRequestsThatDoNotSayForWhomTheyAre(String head) throws IOException {
        assertThat(statusOf(adminPort(), head, "")).isIn(400, 421);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // headers | status
                "Origin: http://localhost:8081 | 200",
                "Origin: https://localhost:8081 | 200",
                "Sec-Fetch-Site: same-origin | 200",
                "Sec-Fetch-Site: none | 200",
                "Origin: http://attacker.example | 403",
                "Origin: http://localhost:3000 | 403",
                "Origin: http://localhost | 403",
                "Origin: http://127.0.0.1:8081 | 403",
                "Origin: null | 403",
                "Origin: http://localhost:8081.attacker.example | 403",
                "Origin: http://localhost:8081/ | 403",
                "Origin: | 403",
                "Sec-Fetch-Site: cross-site | 403",
                "Sec-Fetch-Site: same-site | 403",
                "Sec-Fetch-Site: other | 403",
                "Sec-Fetch-Site: none~Sec-Fetch-Site: cross-site | 403",
                "Origin: http://localhost:8081~Origin: http://attacker.example | 403",
            })
    void refusesWhatAForeignPageSends(String headers, int status) throws IOException {
        String lines = "\r\nHost: localhost:8081\r\n" + headers.replace("~", "\r\n");
        for (String method : new String[] {"GET", "HEAD", "POST", "DELETE"}) {
            String path = method.matches("GET|HEAD") ? "/admin/v1/parked" : "/admin/v1/settlements";
            assertThat(statusOf(adminPort(), method + " " + path + " HTTP/1.1" + lines, ""))
                    .as(method)
                    .isEqualTo(status);
        }
        assertThat(statusOf(adminPort(), "GET /actuator/health HTTP/1.1" + lines, ""))
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // content type | status
                "Content-Type: application/json | 200",
                "Content-Type: text/csv;charset=utf-8 | 200",
                "Content-Type: application/octet-stream | 200",
                "Content-Type: application/merge-patch+json | 200",
                "Content-Type: text/plain | 415",
                "Content-Type: TEXT/PLAIN;charset=utf-8 | 415",
                "Content-Type: text/plain; application/json | 415",
                "Content-Type: application/x-www-form-urlencoded | 415",
                "Content-Type: multipart/form-data; boundary=x | 415",
                "Content-Type: application/json~Content-Type: text/plain | 415",
                "Content-Type: text/plain, application/json | 415",
                "Content-Type: | 415",
                "Content-Type: json | 415",
                "X-Nothing: said | 415",
            })
    void refusesBodiesThatAFormCanSend(String type, int status) throws IOException {
        String head = "POST /admin/v1/settlements HTTP/1.1\r\nHost: localhost\r\n" + type.replace("~", "\r\n");
        assertThat(statusOf(adminPort(), head + "\r\nContent-Length: 2", "{}")).isEqualTo(status);
        assertThat(statusOf(adminPort(), head + "\r\nTransfer-Encoding: chunked", "2\r\n{}\r\n0\r\n\r\n"))
                .isEqualTo(status);
    }

    @Test
    void takesAnOrderWithoutABody() throws IOException {
        for (String length : new String[] {"", "\r\nContent-Length: 0"}) {
            assertThat(statusOf(adminPort(), "POST /admin/v1/settlements HTTP/1.1\r\nHost: localhost" + length, ""))
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/v1/parked", "/admin/v1/settlements", "/actuator/health", "/actuator"})
    void allowsNoOtherOriginAnything(String path) throws IOException {
        for (String origin : new String[] {"", "\r\nOrigin: http://attacker.example", "\r\nOrigin: http://localhost"}) {
            String answer = answer(
                    adminPort(),
                    "OPTIONS " + path + " HTTP/1.1\r\nHost: localhost" + origin
                            + "\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: content-type",
                    "");
            assertThat(answer).matches("(?s)HTTP/1.1 (403|405) .*").doesNotContainIgnoringCase("access-control-allow");
        }
    }

    @Test
    void tellsWhyAsAProblemAndRecordsIt() throws IOException {
        double before = events();
        String answer = answer(adminPort(), "GET /admin/v1/parked HTTP/1.1\r\nHost: attacker.example:8081", "");

        assertThat(answer).contains("421").contains("application/problem+json").contains("HUB-115");
        assertThat(answer).doesNotContain("attacker");
        assertThat(events()).isEqualTo(before + 1);
    }

    private static double events() {
        var counter = METERS.find("hub.security.events")
                .tags("kind", "foreign-origin", "channel", "admin")
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private static int publicPort() {
        return context.getWebServer().getPort();
    }

    private static int adminPort() {
        return context.getBean(AdminPort.class).port();
    }

    /** With headers that claim the other port. */
    private static int statusOf(int port, String path) throws IOException {
        String head =
                "GET " + path + " HTTP/1.1\r\nHost: localhost:" + adminPort() + "\r\nX-Forwarded-Port: " + adminPort();
        return statusOf(port, head, "");
    }

    private static int statusOf(int port, String head, String body) throws IOException {
        return Integer.parseInt(answer(port, head, body).split(" ", 3)[1]);
    }

    /** Over a plain socket, because clients tidy up paths and headers. */
    private static String answer(int port, String head, String body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = head + "\r\nConnection: close\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
