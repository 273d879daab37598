package vn.gov.hanoi.hpasc.hub.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import vn.gov.hanoi.hpasc.connectors.testkit.process.OwnProcess;

/** Real processes that must not come up: each says why, in plain words, before PostgreSQL or the broker is touched. */
class RefusedStartIT {

    private static final long LONGEST_SECONDS = 60;

    @TempDir
    Path folder;

    private record Refusal(int exit, String output) {}

    private Refusal start(Map<String, String> environment, List<String> settings) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                PackagedHub.jar().toString()));
        arguments.addAll(settings);
        Path log = folder.resolve("hub.log");
        try (OwnProcess hub = OwnProcess.startJava(arguments, environment, log)) {
            int exit = hub.awaitExit(LONGEST_SECONDS);
            return new Refusal(exit, Files.readString(log));
        }
    }

    @Test
    void tellsAnUnknownOptionAndWhatItMayHaveMeant() throws Exception {
        Refusal refusal =
                start(Map.of(), List.of("--hub.confg.dir=" + folder, "--hub.data-dir=" + folder.resolve("data")));

        assertThat(refusal.exit()).isEqualTo(2);
        assertThat(refusal.output())
                .contains("unknown option --hub.confg.dir; did you mean --hub.config.dir?")
                .doesNotContain("\tat ");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void tellsAllFaultsOfFilesSettingsVariablesAndPortsInOneMessage() throws Exception {
        Path config = Files.createDirectory(folder.resolve("config"));
        Files.writeString(config.resolve("routing.yaml"), "unknownProcedure: perhaps\nrules: {}\n");
        Path data = folder.resolve("data");
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Refusal refusal = start(
                    Map.of("HUB_RELAY_SWEEP", "soon", "HUB_BROKER_PROT", "1"),
                    List.of(
                            "--hub.data-dir=" + data,
                            "--hub.config.dir=" + config,
                            "--hub.relay.window=abc",
                            "--hub.accept.batch=-1",
                            "--server.port=0",
                            "--hub.admin.port=" + other.getLocalPort(),
                            "--hub.broker.port=0"));

            assertThat(refusal.exit()).isEqualTo(1);
            assertThat(refusal.output())
                    .contains(
                            "The hub cannot start. The configuration of the hub is not valid:",
                            "    hub.relay.window: \"abc\" is not a whole number",
                            "    hub.accept.batch: must be greater than or equal to 1",
                            "    HUB_RELAY_SWEEP: \"soon\" is not a duration",
                            "    HUB_BROKER_PROT: there is no such setting; did you mean HUB_BROKER_PORT?",
                            "    " + config.resolve("routing.yaml") + ":2: rules: object found, array expected",
                            "    hub.admin.port: port " + other.getLocalPort() + " is in use by another program")
                    .doesNotContain("\tat ");
            assertThat(data.resolve("postgres")).doesNotExist();
            assertThat(data.resolve("artemis")).doesNotExist();
        }
    }

    @Test
    void saysWhichJavaItNeeds() throws Exception {
        Path old = olderJava();
        assumeThat(old).as("an older Java beside this one").isNotNull();
        Path log = folder.resolve("old.log");
        try (OwnProcess hub = OwnProcess.start(
                List.of(
                        old.toString(),
                        "-jar",
                        PackagedHub.jar().toString(),
                        "--hub.data-dir=" + folder.resolve("data")),
                Map.of(),
                log)) {
            assertThat(hub.awaitExit(LONGEST_SECONDS)).isEqualTo(1);
        }
        assertThat(Files.readAllLines(log))
                .singleElement()
                .asString()
                .startsWith("The hub needs Java 21 or newer, and this is Java ");
    }

    private static @Nullable Path olderJava() throws IOException {
        Path home = Path.of(System.getProperty("java.home")).toRealPath();
        try (Stream<Path> beside = Files.list(home.getParent())) {
            return beside.filter(folder -> folder.getFileName().toString().matches(".*\\b(17|18|19|20)\\b.*"))
                    .map(folder -> folder.resolve("bin/java"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElse(null);
        }
    }

    /** The JVM reads arguments, variables and names of files by the locale, and loses what it does not know. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void saysThatTheLocaleCannotNameTheDataFolder() throws Exception {
        Path script = Files.writeString(folder.resolve("start.sh"), """
                mkdir -p "$(printf '%s/\\304\\220\\306\\260\\341\\273\\235ng d\\341\\272\\253n' "$1")"
                cd "$(printf '%s/\\304\\220\\306\\260\\341\\273\\235ng d\\341\\272\\253n' "$1")"
                LC_ALL=C "$2" -XX:TieredStopAtLevel=1 -jar "$3" --hub.data-dir=data --server.port=0 --hub.admin.port=0 --hub.broker.port=0
                echo "exit $?"
                HUB_DATADIR="$PWD" LC_ALL=POSIX "$2" -XX:TieredStopAtLevel=1 -jar "$3" --hub.data-dir="$PWD/data"
                echo "exit $?"
                ls -A
                """);
        Path log = folder.resolve("start.log");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try (OwnProcess hubs = OwnProcess.start(
                List.of(
                        "sh",
                        script.toString(),
                        folder.toString(),
                        java,
                        PackagedHub.jar().toString()),
                Map.of(),
                log)) {
            assertThat(hubs.awaitExit(LONGEST_SECONDS)).isZero();
        }

        assertThat(Files.readString(log))
                .containsSubsequence(
                        "cannot use in file names", "LC_ALL=C.UTF-8", "exit 1", "cannot use in file names", "exit 2")
                .doesNotContain("\tat ")
                .endsWith("exit 2\n");
    }
}
