package vn.gov.hanoi.hpasc.hub.operations.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class DoorFilterTest {

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
    @Import({AdminWebConfiguration.class, Pages.class})
    static class Web {}

    @RestController
    static class Pages {

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
                "/admin%2fv1%2fparked"
            })
    void showsOperatorsPagesAtThePublicDoorInNoSpelling(String path) throws IOException {
        assertThat(statusOf(publicPort(), path)).isIn(400, 404);
    }

    private static int publicPort() {
        return context.getWebServer().getPort();
    }

    private static int adminPort() {
        return context.getBean(AdminPort.class).port();
    }

    /** Over a plain socket, because clients tidy up paths; with headers that claim the other port. */
    private static int statusOf(int port, String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost:" + adminPort() + "\r\nX-Forwarded-Port: "
                    + adminPort() + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ", 3)[1]);
        }
    }
}
