package vn.gov.hanoi.hpasc.hub.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToLongFunction;
import vn.gov.hanoi.hpasc.hub.configuration.Finding;
import vn.gov.hanoi.hpasc.hub.storage.DataFolder;

/** Whether the data folder can be used: by this user, with room in it, and by no other hub. */
final class PlaceCheck {

    static final String PROPERTY = "hub.data-dir";
    private static final int MEGABYTE = 1 << 20;

    /** PostgreSQL's first files, a segment of its log and the broker's journal. */
    static final long LEAST_FREE = 200L * MEGABYTE;

    /** How long a hub that is stopping may take to leave the folder. */
    private static final Duration LEAVING = Duration.ofSeconds(60);

    private final ToLongFunction<Path> free;

    /** @param free bytes that may still be written below a folder */
    PlaceCheck(ToLongFunction<Path> free) {
        this.free = free;
    }

    PlaceCheck() {
        this(folder -> folder.toFile().getUsableSpace());
    }

    /** What is wrong with the folder; the first thing only, since the others follow from it. */
    Optional<Finding> finding(String written) {
        try {
            Path folder = Path.of(written);
            // the name of the working directory was read with the same encoding
            String here = folder.isAbsolute() ? "" : System.getProperty("user.dir");
            return lost(here)
                    ? no(ValuesCheck.unreadable("the working directory " + here))
                    : finding(folder.toAbsolutePath().normalize());
        } catch (InvalidPathException letters) {
            return no(ValuesCheck.unreadable("\"" + written + "\""));
        } catch (IOException unusable) {
            return no("the folder " + written + " cannot be used: " + unusable.getMessage());
        }
    }

    private static boolean lost(String text) {
        return text.indexOf('\uFFFD') >= 0;
    }

    private Optional<Finding> finding(Path folder) throws IOException {
        Path there = folder;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there == null || !Files.isDirectory(there)) {
            return no(there + " is not a folder");
        }
        if (!Files.isWritable(there) || !Files.isExecutable(there)) {
            return no("user " + System.getProperty("user.name") + " may not write to the folder " + there
                    + "; give it to that user, or name another folder");
        }
        long room = free.applyAsLong(there);
        if (room < LEAST_FREE) {
            return no("only " + room / MEGABYTE + " MB of disk are free at " + there + ", and starting takes "
                    + LEAST_FREE / MEGABYTE + " MB; make room, or name another folder");
        }
        return Optional.empty();
    }

    /** That another hub uses the folder; it then has the ports too. Waits for one that is leaving. */
    static Optional<Finding> held(String written) {
        try {
            Path folder = Path.of(written).toAbsolutePath().normalize();
            return DataFolder.heldBy(folder, LEAVING)
                    .flatMap(process -> no("another hub (process " + process + ") is using the folder " + folder
                            + "; stop it, or name another folder"));
        } catch (InvalidPathException | IOException otherwiseTold) {
            return Optional.empty();
        }
    }

    private static Optional<Finding> no(String reason) {
        return Optional.of(Finding.ofProperty(PROPERTY, reason));
    }
}
