package vn.gov.hanoi.hpasc.connectors.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A process this JVM started: output in a file, gone at the latest when this JVM is. */
public final class OwnProcess implements AutoCloseable {

    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
    private static final long GRACE_SECONDS = 20;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(OwnProcess::endAll, "end-own-processes"));
    }

    private final Process process;
    private final Path log;

    private OwnProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts {@code command}, its output appended to {@code log}.
     *
     * @param environment added to this JVM's own
     */
    public static OwnProcess start(List<String> command, Map<String, String> environment, Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            Process process = builder.start();
            RUNNING.add(process);
            process.onExit().thenAccept(RUNNING::remove);
            return new OwnProcess(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the JVM that runs this test with {@code arguments}. */
    public static OwnProcess startJava(List<String> arguments, Map<String, String> environment, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        return start(command, environment, log);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Where its output is. */
    public Path log() {
        return log;
    }

    /** SIGKILL: the process gets no chance to tidy up. Returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        await(process, GRACE_SECONDS);
    }

    /** SIGTERM: asks the process to end, and returns at once. */
    public void terminate() {
        process.destroy();
    }

    /** Waits for the process to end by itself. */
    public int awaitExit(long seconds) {
        if (!await(process, seconds)) {
            throw new IllegalStateException("still running after " + seconds + " s: " + describe());
        }
        return process.exitValue();
    }

    /** SIGTERM, and SIGKILL for it and what it started if it takes too long. */
    @Override
    public void close() {
        process.destroy();
        if (!await(process, GRACE_SECONDS)) {
            killTree(process);
            await(process, GRACE_SECONDS);
        }
    }

    private static boolean await(Process process, long seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Politely first: a process may have started others that only it can find. */
    private static void endAll() {
        List<Process> left = List.copyOf(RUNNING);
        left.forEach(Process::destroy);
        left.stream().filter(process -> !await(process, GRACE_SECONDS)).forEach(OwnProcess::killTree);
    }

    private static void killTree(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Its id, whether it lives, and the end of its output, for an assertion's message. */
    public String describe() {
        return "process " + process.pid() + (process.isAlive() ? " alive" : " exit " + process.exitValue()) + ", log "
                + log + "\n" + tail();
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }
}
