package vn.gov.hanoi.hpasc.hub.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import vn.gov.hanoi.hpasc.hub.configuration.InvalidConfiguration;
import vn.gov.hanoi.hpasc.hub.storage.DataFolder;

class StartChecksTest {

    @TempDir
    Path folder;

    private final Map<String, Object> settings = new HashMap<>(Map.of(
            "hub.identity.create-missing-keys", "true",
            "server.port", "0",
            "hub.admin.port", "0",
            "hub.broker.port", "0"));
    private final Map<String, Object> variables = new HashMap<>();

    private void check() {
        settings.putIfAbsent("hub.data-dir", folder.resolve("data").toString());
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SystemEnvironmentPropertySource("test-variables", variables));
        environment.getPropertySources().addFirst(new MapPropertySource("test-settings", settings));
        StartChecks.check(environment);
    }

    private List<String> findings() {
        InvalidConfiguration refused = catchThrowableOfType(InvalidConfiguration.class, this::check);
        assertThat(refused).as("refused").isNotNull();
        return refused.findings().stream().map(Object::toString).toList();
    }

    @Test
    void letsAGoodConfigurationPass() {
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void tellsAllFaultsTogetherWhateverTheirKind() throws Exception {
        Path config = Files.createDirectory(folder.resolve("config"));
        Files.writeString(config.resolve("routing.yaml"), "unknownProcedure: perhaps\nrules: {}\n");
        settings.put("hub.config.dir", config.toString());
        settings.put("hub.relay.window", "abc");
        settings.put("hub.relay.sweep", "5 parsecs");
        settings.put("hub.accept.batch", "-1");
        settings.put("hub.admin.prot", "1");
        settings.put("hub.portal.callback.key-file", "/nowhere/key");

        assertThat(findings())
                .contains(
                        "hub.relay.window: \"abc\" is not a whole number",
                        "hub.relay.sweep: \"5 parsecs\" is not a duration, as 500ms, 10s or 5m",
                        "hub.accept.batch: must be greater than or equal to 1",
                        "hub.admin.prot: there is no such setting; did you mean hub.admin.port?",
                        "hub.portal.callback.key-file: no such file: /nowhere/key",
                        config.resolve("routing.yaml") + ":2: rules: object found, array expected");
    }

    @Test
    void tellsOfASettingOfADestinationThatIsNotThere() {
        settings.put("hub.destinations.land-ofice.endpoint", "http://127.0.0.1:9/x");

        assertThat(findings()).singleElement().asString().contains("hub.destinations.land-ofice.endpoint");
    }

    @Test
    void tellsOfAKeyFileThatIsNone() throws Exception {
        Path keys = Files.createDirectories(folder.resolve("keys"));
        Files.writeString(keys.resolve("H26.13.pub.pem"), "not a key");
        settings.put("hub.identity.keys-dir", keys.toString());

        assertThat(findings()).singleElement().asString().matches(".*agencies.yaml:\\d+: .*public key.*");
    }

    @Test
    void neverShowsASecret() {
        settings.put("hub.portal.callback.keys", "s3cret");
        settings.put("hub.broker.cluster-password", "${s3cret}");
        settings.put("hub.accept.batch", "0");

        assertThat(findings()).contains("hub.accept.batch: must be greater than or equal to 1");
        assertThat(String.join("\n", findings())).doesNotContain("\"s3cret");
    }

    @Test
    void tellsOfVariablesThatNearlyAreOursAndOfNoOthers() {
        variables.put("HUB_DATADR", "/x");
        // of services that Kubernetes knows as hub and hub-admins
        variables.put("HUB_PORT", "tcp://10.0.0.1:80");
        variables.put("HUB_ADMINS_PORT", "tcp://10.0.0.1:80");
        variables.put("HUB_SERVICE_HOST", "10.0.0.1");
        variables.put("HUB_WHATEVER_ELSE", "x");

        assertThat(findings()).containsExactly("HUB_DATADR: there is no such setting; did you mean HUB_DATADIR?");
    }

    @Test
    void tellsWhichSettingsNameAPortThatIsTakenOrTheSame() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            settings.put("hub.admin.port", Integer.toString(other.getLocalPort()));
            settings.put("hub.broker.host", "192.0.2.1");
            settings.put("hub.broker.port", "61616");

            assertThat(findings())
                    .containsExactlyInAnyOrder(
                            "hub.admin.port: port " + other.getLocalPort()
                                    + " is in use by another program; stop it, or choose another port",
                            "hub.broker.host: 192.0.2.1 is no address of this machine");
        }
    }

    @Test
    void saysWhatIsWrongWithTheDataFolder() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        settings.put("hub.data-dir", file.resolve("below").toString());

        assertThat(findings()).contains("hub.data-dir: " + file + " is not a folder");
    }

    @Test
    void saysThatThereIsTooLittleDisk() {
        assertThat(new PlaceCheck(any -> 10L << 20).finding(folder.toString()))
                .hasValueSatisfying(finding -> assertThat(finding.reason())
                        .contains("only 10 MB of disk are free")
                        .contains("200 MB"));
        assertThat(new PlaceCheck(any -> PlaceCheck.LEAST_FREE).finding(folder.toString()))
                .isEmpty();
    }

    @Test
    void saysWhichHubHasTheDataFolderAndOnlyThat() throws Exception {
        Path data = folder.resolve("data");
        try (DataFolder held = DataFolder.take(data, Duration.ZERO)) {
            assertThat(held.root()).isEqualTo(data);
            assertThat(findings())
                    .containsExactly("hub.data-dir: another hub (process "
                            + ProcessHandle.current().pid() + ") is using the folder " + data
                            + "; stop it, or name another folder");
        }
    }

    @Test
    void saysNothingOfAFolderThatAKilledHubLeft() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("hub.lock"), "999999");

        assertThatCode(this::check).doesNotThrowAnyException();
    }
}
