package vn.gov.hanoi.hpasc.hub.broker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.springframework.util.unit.DataSize;

/** How much disk is free where the broker keeps its journal; looked at anew when the last look is older than a moment. */
final class DiskRoom {

    private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(100);

    private final Path folder;
    private final DataSize least;
    private final LongSupplier nanoTime;
    private volatile Look last;

    private record Look(long at, long free) {}

    DiskRoom(Path folder, DataSize least) {
        this(folder, least, System::nanoTime);
    }

    DiskRoom(Path folder, DataSize least, LongSupplier nanoTime) {
        this.folder = folder;
        this.least = least;
        this.nanoTime = nanoTime;
        this.last = look();
    }

    private Look look() {
        return new Look(nanoTime.getAsLong(), existing(folder).toFile().getUsableSpace());
    }

    /** The folder, or the nearest above it that is there: of one that is yet to be made nothing would be free. */
    private static Path existing(Path folder) {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }

    /** Bytes that may still be written. */
    long free() {
        Look known = last;
        if (nanoTime.getAsLong() - known.at() > MOMENT) {
            known = look();
            last = known;
        }
        return known.free();
    }

    DataSize least() {
        return least;
    }

    /** Whether less is free than must stay free. */
    boolean low() {
        return free() < least.toBytes();
    }

    /** What is wrong, in a sentence. */
    String problem() {
        return "only " + DataSize.ofBytes(free()).toMegabytes() + " MB of disk are free at " + folder
                + ", less than the " + least.toMegabytes() + " MB that must stay free";
    }
}
