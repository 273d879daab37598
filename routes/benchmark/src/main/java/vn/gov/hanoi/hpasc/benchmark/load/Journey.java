package vn.gov.hanoi.hpasc.benchmark.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Histogram;

/**
 * What became of the messages of one round between being sent and reaching the sink: each once, each dossier in order,
 * how long it took. Written by the sending thread and the sink's.
 */
public final class Journey {

    private static final int CHUNK = 1 << 16;
    private static final long LONGEST_MICROS = 3_600_000_000L;
    private static final int DIGITS = 3;

    private final int perDossier;
    private final ConcurrentHashMap<Integer, AtomicLongArray> sentNanos = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Integer, byte[]> seen = new ConcurrentHashMap<>();
    private final Histogram latency = new Histogram(LONGEST_MICROS, DIGITS);
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong arrived = new AtomicLong();
    private final AtomicLong repeats = new AtomicLong();
    private final AtomicLong disorders = new AtomicLong();
    private volatile long lastArrival;

    /** @param perDossier how many messages each dossier has, at most 7 */
    public Journey(int perDossier) {
        if (perDossier < 1 || perDossier >= Byte.SIZE) {
            throw new IllegalArgumentException("1 to 7 messages per dossier, not " + perDossier);
        }
        this.perDossier = perDossier;
    }

    void sent(Message message, long nanos) {
        int ordinal = message.dossier() * perDossier + message.step();
        sentNanos
                .computeIfAbsent(ordinal / CHUNK, any -> new AtomicLongArray(CHUNK))
                .setRelease(ordinal % CHUNK, nanos);
    }

    void accepted() {
        accepted.incrementAndGet();
    }

    /** Called by the sink's one thread. */
    void arrived(int dossier, int step, long nanos) {
        byte[] marks = seen.computeIfAbsent(dossier / CHUNK, any -> new byte[CHUNK]);
        int before = marks[dossier % CHUNK];
        int mine = 1 << step;
        if ((before & mine) != 0) {
            repeats.incrementAndGet();
            return;
        }
        if (before >= mine || before != mine - 1) {
            disorders.incrementAndGet();
        }
        marks[dossier % CHUNK] = (byte) (before | mine);
        lastArrival = nanos;
        time(dossier * perDossier + step, nanos);
        arrived.incrementAndGet();
    }

    private void time(int ordinal, long nanos) {
        AtomicLongArray chunk = sentNanos.get(ordinal / CHUNK);
        if (chunk != null) {
            long micros = (nanos - chunk.getAcquire(ordinal % CHUNK)) / 1000;
            latency.recordValue(Math.clamp(micros, 0, LONGEST_MICROS));
        }
    }

    /** Messages with a right answer. */
    public long acceptedCount() {
        return accepted.get();
    }

    /** Messages that reached the sink, each counted once. */
    public long arrivedCount() {
        return arrived.get();
    }

    /** Arrivals of what had arrived before. */
    public long repeatCount() {
        return repeats.get();
    }

    /** First arrivals before an earlier message of the same dossier. */
    public long disorderCount() {
        return disorders.get();
    }

    /** {@link System#nanoTime} of the last first arrival. */
    public long lastArrivalNanos() {
        return lastArrival;
    }

    /** Microseconds from sending to the sink. To be read when all have arrived. */
    public Histogram latency() {
        return latency;
    }

    /** What is not as it should be in a hub that keeps its promises. */
    public List<String> complaints() {
        List<String> found = new ArrayList<>();
        if (acceptedCount() != arrivedCount()) {
            found.add(acceptedCount() + " accepted but " + arrivedCount() + " arrived");
        }
        if (repeatCount() > 0) {
            found.add(repeatCount() + " arrived again");
        }
        if (disorderCount() > 0) {
            found.add(disorderCount() + " arrived out of order");
        }
        return found;
    }
}
