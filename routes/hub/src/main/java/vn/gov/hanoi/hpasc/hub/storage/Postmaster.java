package vn.gov.hanoi.hpasc.hub.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The server process that a data directory's {@code postmaster.pid} names.
 *
 * @param pid its process id
 * @param port where it listens
 */
record Postmaster(long pid, int port) {

    private static final String FILE = "postmaster.pid";
    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;

    /** What the file says, if there is one that says anything yet. */
    static Optional<Postmaster> of(Path data) {
        try {
            List<String> lines = Files.readAllLines(data.resolve(FILE));
            if (lines.size() <= PORT_LINE) {
                return Optional.empty();
            }
            return Optional.of(new Postmaster(
                    Long.parseLong(lines.get(PID_LINE).strip()),
                    Integer.parseInt(lines.get(PORT_LINE).strip())));
        } catch (IOException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    /**
     * Whether the process runs and is PostgreSQL. A zombie is dead: it lasts where nobody reaps orphans, as in some
     * containers. A process of another program only inherited the number.
     */
    boolean alive() {
        Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        if (process.isEmpty() || zombie()) {
            return false;
        }
        return process.get()
                .info()
                .command()
                .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                .orElse(true);
    }

    private boolean zombie() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith("Z");
        } catch (IOException notLinuxOrGone) {
            return false;
        }
    }

    /**
     * Removes the file that a dead server left. PostgreSQL does that itself, except when it takes a zombie or another
     * program for the server. Its shared memory still keeps a second server out while a process of the first lives.
     */
    static void forget(Path data) throws IOException {
        Files.deleteIfExists(data.resolve(FILE));
    }
}
