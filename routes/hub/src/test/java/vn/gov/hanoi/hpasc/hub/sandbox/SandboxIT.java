package vn.gov.hanoi.hpasc.hub.sandbox;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.gov.hanoi.hpasc.connectors.testkit.process.FreePorts;
import vn.gov.hanoi.hpasc.hub.HubApplication;

class SandboxIT {

    @TempDir
    Path folder;

    @Test
    void carriesEveryStoryToItsEndTwiceOnTheSameFolder() throws Exception {
        try (ConfigurableApplicationContext hub = start()) {
            awaitEnds(hub, 1);
            assertThat(Files.isExecutable(folder.resolve("bin/hub"))).isTrue();
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folder.resolve("tokens/H26.01.jwt"))))
                    .isEqualTo("rw-------");
        }
        try (ConfigurableApplicationContext hub = start()) {
            awaitEnds(hub, 2);
        }
    }

    @Test
    void leavesTheDestinationAloneWhoseEndpointIsElsewhere() throws Exception {
        int elsewhere = FreePorts.next();
        try (ConfigurableApplicationContext hub = start(
                "--hub.destinations.land-office.endpoint=http://127.0.0.1:" + elsewhere + "/dossiers",
                "--hub.sandbox.demonstration=false")) {
            int simulated = hub.getBean(SandboxProperties.class)
                    .simulators()
                    .get("land-office")
                    .getPort();
            try (ServerSocket free = new ServerSocket(simulated, 1, InetAddress.getLoopbackAddress())) {
                assertThat(free.isBound()).as("nobody plays the land office").isTrue();
            }
        }
    }

    private static void awaitEnds(ConfigurableApplicationContext hub, long runs) {
        JdbcClient database = hub.getBean(JdbcClient.class);
        await().atMost(ofSeconds(90)).ignoreExceptions().untilAsserted(() -> {
            assertThat(database.sql("select count(*) from dossier where status in (4, 7, 9, 10)")
                            .query(Long.class)
                            .single())
                    .isEqualTo(6 * runs);
            assertThat(database.sql("select status from dossier order by status")
                            .query(Integer.class)
                            .set())
                    .containsExactlyInAnyOrder(4, 7, 9, 10);
            assertThat(database.sql("select gateway from payment_order where state = 'PAID'")
                            .query(String.class)
                            .list())
                    .hasSize((int) (5 * runs))
                    .contains("vnpay", "momo", "zalopay", "payment-platform", "keypay");
            assertThat(database.sql("select distinct state from delivery")
                            .query(String.class)
                            .list())
                    .isEqualTo(List.of("delivered"));
            JsonNode portal = new ObjectMapper()
                    .readTree(hub.getBean(SandboxProperties.class)
                            .simulators()
                            .get("national-portal")
                            .resolve("/_sim/dossiers")
                            .toURL());
            assertThat(portal.size())
                    .as("dossiers of this run at the simulated portal")
                    .isEqualTo(6);
            assertThat(portal.findValuesAsText("inserts")).containsOnly("1");
        });
    }

    private ConfigurableApplicationContext start(String... more) throws IOException {
        String[] arguments = {
            "--server.port=0",
            "--hub.admin.port=0",
            "--hub.broker.port=0",
            "--hub.data-dir=" + folder,
            "--hub.sandbox.simulators.hpasc-core=http://127.0.0.1:" + FreePorts.next() + "/dossiers",
            "--hub.sandbox.simulators.land-office=http://127.0.0.1:" + FreePorts.next() + "/dossiers",
            "--hub.sandbox.simulators.national-portal=http://127.0.0.1:" + FreePorts.next() + "/forward",
            "--hub.sandbox.simulators.land-registry=http://127.0.0.1:" + FreePorts.next() + "/vbdlis/api/",
            "--hub.sandbox.simulators.tax-sender=http://127.0.0.1:" + FreePorts.next() + "/_sim/",
            "--hub.sandbox.simulators.older-land-system=http://127.0.0.1:" + FreePorts.next()
                    + "/services/tra-cuu-dat-dai",
            "--hub.sandbox.simulators.construction=http://127.0.0.1:" + FreePorts.next() + "/services/dossier-receiver",
            "--hub.sandbox.gateways.vnpay=http://127.0.0.1:" + FreePorts.next(),
            "--hub.sandbox.gateways.momo=http://127.0.0.1:" + FreePorts.next(),
            "--hub.sandbox.gateways.zalopay=http://127.0.0.1:" + FreePorts.next(),
            "--hub.sandbox.gateways.payment-platform=http://127.0.0.1:" + FreePorts.next(),
            "--hub.sandbox.gateways.keypay=http://127.0.0.1:" + FreePorts.next()
        };
        String[] all =
                Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new);
        return new SpringApplicationBuilder(HubApplication.class)
                .profiles("sandbox")
                .run(all);
    }
}
