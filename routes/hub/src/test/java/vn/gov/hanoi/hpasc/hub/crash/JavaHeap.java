package vn.gov.hanoi.hpasc.hub.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The heap of another JVM on this machine. */
final class JavaHeap {

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final long MEGABYTE = 1 << 20;

    private JavaHeap() {}

    /** Megabytes of objects that are still reachable: counting them collects all others first. */
    static long liveMegabytes(long pid) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher total = TOTAL.matcher(histogram);
        if (jcmd.waitFor() != 0 || !total.find()) {
            throw new IOException(
                    "no histogram of " + pid + ": " + histogram.lines().limit(5).toList());
        }
        return Long.parseLong(total.group(1)) / MEGABYTE;
    }
}
