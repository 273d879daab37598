package vn.gov.hanoi.hpasc.hub.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder {@code hub.data-dir}, held by this process alone and closed to other users. The operating system drops the lock with the process, so a
 * killed hub never stands in the way of the next.
 */
public final class DataFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);

    private static final String LOCK = "hub.lock";
    private static final String LEAVING = " is leaving";
    private static final Duration LOOK = Duration.ofMillis(100);

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
            FileChannel channel = FileChannel.open(
                    PrivateFiles.file(root.resolve(LOCK)), StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = lock(channel, patience);
            if (lock == null) {
                String holder = said(channel).split(" ", 2)[0];
                channel.close();
                throw new CannotStart(
                        "Another hub (process " + holder + ") is using the data folder " + root + ".",
                        "Stop it, or set hub.data-dir to another folder.");
            }
            DataFolder folder = new DataFolder(root, channel, lock);
            folder.say(Long.toString(ProcessHandle.current().pid()));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder " + root + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel, Duration patience) throws IOException {
        Patience left = Patience.of(patience);
        while (true) {
            FileLock lock = tryLock(channel);
            if (lock != null || !left.rest(LOOK)) {
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

    /**
     * The process id of the hub that holds {@code root}, where one does; waits up to {@code leaving} for one that said it is
     * leaving. Asked before anything is made; {@link #take} decides.
     */
    public static Optional<String> heldBy(Path root, Duration leaving) throws IOException {
        Path file = root.resolve(LOCK);
        Patience left = Patience.of(leaving);
        while (Files.exists(file)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    FileLock lock = tryLock(channel)) {
                if (lock != null) {
                    return Optional.empty();
                }
                String holder = said(channel);
                if (!holder.endsWith(LEAVING) || !left.rest(LOOK)) {
                    return Optional.of(holder.isBlank() ? "unknown" : holder.split(" ", 2)[0]);
                }
            }
        }
        return Optional.empty();
    }

    /** Says in the folder that this hub is about to leave it, so that the next one waits. */
    public void leaving() {
        try {
            say(ProcessHandle.current().pid() + LEAVING);
        } catch (IOException full) {
            LOG.atDebug().setCause(full).log("storage.not-said");
        }
    }

    private void say(String text) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), 0);
    }

    private static String said(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(64);
        channel.read(text, 0);
        return StandardCharsets.US_ASCII.decode(text.flip()).toString().strip();
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
