package vn.gov.hanoi.hpasc.connectors.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** What processor time processes have used, as Linux counts it in {@code /proc}. Zero where there is no {@code /proc}. */
public final class CpuTime {

    private static final Path PROC = Path.of("/proc");
    private static final long TICK_MILLIS = 10;
    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int REAPED_USER = 13;
    private static final int REAPED_SYSTEM = 14;

    private CpuTime() {}

    /** Of {@code pid} alone. */
    public static Duration of(long pid) {
        List<String> stat = stat(pid);
        return stat.isEmpty() ? Duration.ZERO : ticks(stat, USER, SYSTEM);
    }

    /** Of {@code pid}, all that descends from it, and what it has reaped. */
    public static Duration ofTree(long pid) {
        Duration sum = Duration.ZERO;
        Deque<Long> left = new ArrayDeque<>(List.of(pid));
        List<Long> all = running();
        while (!left.isEmpty()) {
            long next = left.pop();
            List<String> stat = stat(next);
            if (!stat.isEmpty()) {
                sum = sum.plus(ticks(stat, USER, SYSTEM, REAPED_USER, REAPED_SYSTEM));
            }
            all.stream().filter(child -> parentOf(child) == next).forEach(left::push);
        }
        return sum;
    }

    private static Duration ticks(List<String> stat, int... fields) {
        long ticks = 0;
        for (int field : fields) {
            ticks += Long.parseLong(stat.get(field));
        }
        return Duration.ofMillis(ticks * TICK_MILLIS);
    }

    private static long parentOf(long pid) {
        List<String> stat = stat(pid);
        return stat.isEmpty() ? -1 : Long.parseLong(stat.get(PARENT));
    }

    private static List<Long> running() {
        if (!Files.isDirectory(PROC)) {
            return List.of();
        }
        List<Long> pids = new ArrayList<>();
        try (Stream<Path> entries = Files.list(PROC)) {
            entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.chars().allMatch(Character::isDigit))
                    .forEach(name -> pids.add(Long.parseLong(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pids;
    }

    /** The fields after the command's name, which may itself hold blanks; empty when the process is gone. */
    private static List<String> stat(long pid) {
        try {
            String line = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
            return List.of(line.substring(line.lastIndexOf(')') + 2).trim().split(" "));
        } catch (IOException e) {
            return List.of();
        }
    }
}
