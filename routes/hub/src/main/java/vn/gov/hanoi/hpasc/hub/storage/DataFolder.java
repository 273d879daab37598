package vn.gov.hanoi.hpasc.hub.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder {@code hub.data-dir}, held by this process alone and closed to other users. The operating system drops the lock with the process, so a
 * killed hub never stands in the way of the next.
 */
public final class DataFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);

    private final Path root;
    private final FileChannel channel;
    private final FileLock lock;
    private final PrivateFolder closedToOthers;

    private DataFolder(Path root, FileChannel channel, FileLock lock) throws IOException {
        this.root = root;
        this.channel = channel;
        this.lock = lock;
        this.closedToOthers = new PrivateFolder(root.toRealPath());
        closedToOthers.start();
    }

    /**
     * Takes the folder, making it when it is not there, and waiting {@code patience} for a hub that is just leaving it.
     *
     * @throws CannotStart when another hub holds it
     */
    public static DataFolder take(Path root, Duration patience) {
        try {
            PrivateFiles.folder(root);
            if (!PrivateFiles.narrow(root.toRealPath())) {
                LOG.atWarn().addKeyValue("folder", root).log("files.no-permissions-here");
            }
            FileChannel channel =
                    FileChannel.open(PrivateFiles.file(root.resolve("hub.lock")), StandardOpenOption.WRITE);
            FileLock lock = lock(channel, patience);
            if (lock == null) {
                channel.close();
                throw new CannotStart(
                        "Another hub is using the data folder " + root + ".",
                        "Stop it, or set hub.data-dir to another folder.");
            }
            return new DataFolder(root, channel, lock);
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder " + root + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel, Duration patience) throws IOException {
        Patience left = Patience.of(patience);
        while (true) {
            FileLock lock = tryLock(channel);
            if (lock != null || !left.rest(Duration.ofMillis(100))) {
                return lock;
            }
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    /** The folder itself, absolute. */
    public Path root() {
        return root;
    }

    /** A path inside the folder; nothing is made. */
    public Path resolve(String name) {
        return root.resolve(name);
    }

    @Override
    public void close() throws IOException {
        closedToOthers.close();
        lock.release();
        channel.close();
    }
}
