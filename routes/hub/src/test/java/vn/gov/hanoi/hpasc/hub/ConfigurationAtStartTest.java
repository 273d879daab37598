package vn.gov.hanoi.hpasc.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPrivateKey;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import vn.gov.hanoi.hpasc.connectors.spi.Destinations;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.configuration.InvalidConfiguration;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.CallerVerifier;
import vn.gov.hanoi.hpasc.hub.identity.KeyFolder;
import vn.gov.hanoi.hpasc.hub.identity.TokenIssuer;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable;

/** How the files become beans, and what a person sees when they cannot. */
@ExtendWith(OutputCaptureExtension.class)
class ConfigurationAtStartTest {

    @TempDir
    Path folder;

    @Configuration(proxyBeanMethods = false)
    @ComponentScan({
        "vn.gov.hanoi.hpasc.hub.configuration",
        "vn.gov.hanoi.hpasc.hub.identity",
        "vn.gov.hanoi.hpasc.hub.routing"
    })
    @ConfigurationPropertiesScan({"vn.gov.hanoi.hpasc.hub.configuration", "vn.gov.hanoi.hpasc.hub.identity"})
    static class ConfigurationOnly {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }

    private ConfigurableApplicationContext start(String... properties) {
        return new SpringApplicationBuilder(ConfigurationOnly.class)
                .web(WebApplicationType.NONE)
                .profiles("none")
                .properties(
                        "hub.data-dir=" + folder,
                        "hub.identity.create-missing-keys=true",
                        "spring.main.banner-mode=off")
                .properties(properties)
                .run();
    }

    @Test
    void theExamplesStartAndTheirTokensAreGood() throws Exception {
        try (ConfigurableApplicationContext hub = start()) {
            assertThat(hub.getBean(Destinations.class).all()).hasSize(9);
            assertThat(hub.getBean(RoutingTable.class).reopenings()).hasSize(4);
            AgencyCode land = new AgencyCode("H26.13");
            ECPrivateKey key =
                    (ECPrivateKey) hub.getBean(KeyFolder.class).pair("H26.13").getPrivate();
            String token = hub.getBean(TokenIssuer.class).issue(land, key, Duration.ofHours(12));
            assertThat(hub.getBean(CallerVerifier.class).authenticate("Bearer " + token))
                    .isSameAs(hub.getBean(Agencies.class).byCode(land).orElseThrow());
            assertThat(folder.resolve("keys").resolve("H26.13.key.pem")).exists();
        }
    }

    @Test
    void aPropertyPutsAnotherPeerInTheSimulatorsPlace() {
        try (ConfigurableApplicationContext hub = start("hub.destinations.land-office.endpoint=http://127.0.0.1:9/x")) {
            assertThat(hub.getBean(Agencies.class)
                            .byDestination("land-office")
                            .orElseThrow()
                            .destination()
                            .requiredEndpoint())
                    .isEqualTo(URI.create("http://127.0.0.1:9/x"));
        }
    }

    @Test
    void withoutItsKeysTheHubDoesNotStart() {
        assertThatThrownBy(() -> start("hub.identity.create-missing-keys=false"))
                .hasRootCauseInstanceOf(InvalidConfiguration.class)
                .rootCause()
                .hasMessageContaining("agencies.yaml:")
                .hasMessageContaining("no key file " + folder.resolve("keys").resolve("H26.01.pub.pem"));
    }

    @Test
    void whatIsWrongIsShownAsAListAndNotAsAStackTrace(CapturedOutput output) throws Exception {
        Path operators = Files.createDirectory(folder.resolve("config"));
        Files.writeString(operators.resolve("routing.yaml"), "unknownProcedure: perhaps\nrules: {}\n");
        assertThatThrownBy(() -> start("hub.config.dir=" + operators)).isInstanceOf(Exception.class);
        assertThat(output)
                .contains("The configuration of the hub is not valid:")
                .contains("    " + operators.resolve("routing.yaml") + ":1: unknownProcedure: does not have a value")
                .contains("    " + operators.resolve("routing.yaml") + ":2: rules: object found, array expected")
                .doesNotContain("\tat org.springframework");
    }
}
