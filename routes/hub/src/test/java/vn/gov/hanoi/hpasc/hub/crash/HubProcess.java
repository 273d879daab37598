package vn.gov.hanoi.hpasc.hub.crash;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.gov.hanoi.hpasc.connectors.testkit.process.FreePorts;
import vn.gov.hanoi.hpasc.connectors.testkit.process.OwnProcess;

/** One node of the packaged hub, always at the same ports. */
final class HubProcess implements AutoCloseable {

    private static final long SIGNAL_SECONDS = 10;

    private final boolean stepped;
    private final String name;
    private final Path folder;
    private final List<String> jvm;
    private final List<String> settings;
    private final int port = FreePorts.next();
    private final int adminPort = FreePorts.next();
    private OwnProcess process;

    /**
     * @param name of the node, for its folder
     * @param jvm options of its JVM
     * @param settings {@code --property=value}, what all nodes share
     */
    HubProcess(String name, Path parent, List<String> jvm, List<String> settings) {
        this(name, parent, jvm, settings, false);
    }

    /** @param stepped whether its clock can be made wrong */
    HubProcess(String name, Path parent, List<String> jvm, List<String> settings, boolean stepped) {
        this.stepped = stepped;
        this.name = name;
        this.folder = parent.resolve(name);
        this.jvm = List.copyOf(jvm);
        this.settings = List.copyOf(settings);
        step(Duration.ZERO);
        this.process = started();
    }

    /** Makes its clock wrong, at once: ahead by {@code step}, or right again. */
    void step(Duration step) {
        try {
            Files.createDirectories(folder);
            Path next = Files.writeString(folder.resolve("clock.next"), String.valueOf(step.toSeconds()));
            Files.move(next, clock(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path clock() {
        return folder.resolve("clock");
    }

    /** SIGSTOP: every thread stands still, and nobody is told. */
    void freeze() {
        signal("STOP");
    }

    /** SIGCONT. */
    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        List<String> kill = List.of("sh", "-c", "kill -" + name + " " + pid());
        try (OwnProcess signal = OwnProcess.start(kill, Map.of(), folder.resolve("signals.log"))) {
            if (signal.awaitExit(SIGNAL_SECONDS) != 0) {
                throw new IllegalStateException("no " + name + " for " + describe());
            }
        }
    }

    private List<String> stepped() {
        return List.of(
                "-D" + SteppedHub.CLOCK_FILE + "=" + clock(),
                "-cp",
                PackagedHub.jar() + File.pathSeparator + PackagedHub.with(SteppedHub.class),
                SteppedHub.class.getName());
    }

    private OwnProcess started() {
        List<String> arguments = new ArrayList<>(jvm);
        arguments.addAll(stepped ? stepped() : List.of("-jar", PackagedHub.jar().toString()));
        arguments.addAll(settings);
        arguments.add("--server.port=" + port);
        arguments.add("--hub.admin.port=" + adminPort);
        arguments.add("--hub.data-dir=" + data());
        return OwnProcess.startJava(arguments, Map.of(), folder.resolve("hub.log"));
    }

    String name() {
        return name;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    URI adminUri(String path) {
        return URI.create("http://127.0.0.1:" + adminPort + path);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String describe() {
        return name + ": " + process.describe();
    }

    void kill() {
        process.kill();
    }

    /** SIGTERM; returns at once. */
    void terminate() {
        process.terminate();
    }

    int awaitExit(long seconds) {
        return process.awaitExit(seconds);
    }

    int port() {
        return port;
    }

    /** What it printed. */
    Path log() {
        return process.log();
    }

    /** Its data folder. */
    Path data() {
        return folder.resolve("data");
    }

    void restart() {
        process = started();
    }

    @Override
    public void close() {
        process.close();
    }
}
