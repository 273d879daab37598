package vn.gov.hanoi.hpasc.hub.storage;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes everything below a folder to all but its owner, and keeps it so: Java cannot set a umask, and libraries that write
 * there (the broker's journal, rolled logs) make their files as the umask lets them. The folder itself is closed first, so
 * that what is made meanwhile cannot be reached either.
 */
final class PrivateFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PrivateFolder.class);
    private static final long SWEEP_SECONDS = 30;

    /** They make their files private themselves, and have many; only what lies there from earlier is narrowed. */
    private static final Set<String> OWN_CARE = Set.of("postgres", "files");

    private final Path root;
    private final @Nullable WatchService watch;
    private final Thread thread;
    private volatile boolean closed;

    PrivateFolder(Path root) {
        this.root = root;
        this.watch = watchService(root);
        this.thread = Thread.ofPlatform().daemon().name("private-folder").unstarted(this::run);
    }

    private static @Nullable WatchService watchService(Path root) {
        try {
            return root.getFileSystem().newWatchService();
        } catch (IOException | UnsupportedOperationException none) {
            LOG.atInfo().addKeyValue("reason", none.getMessage()).log("files.not-watched");
            return null;
        }
    }

    /** Narrows what is there, and from then on what comes. */
    void start() {
        sweep(root);
        thread.start();
    }

    private void run() {
        for (String own : OWN_CARE) {
            narrowAll(root.resolve(own));
        }
        try {
            long swept = System.nanoTime();
            while (!closed) {
                followQuietly();
                if (System.nanoTime() - swept >= TimeUnit.SECONDS.toNanos(SWEEP_SECONDS)) {
                    sweep(root);
                    swept = System.nanoTime();
                }
            }
        } catch (InterruptedException | ClosedWatchServiceException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Goes on after whatever is thrown, at the latest with the next sweep. */
    private void followQuietly() throws InterruptedException {
        try {
            follow();
        } catch (ClosedWatchServiceException stopped) {
            throw stopped;
        } catch (RuntimeException | Error e) {
            LOG.atWarn().addKeyValue("cause", String.valueOf(e.getMessage())).log("private-folder.follow-failed");
            TimeUnit.SECONDS.sleep(1);
        }
    }

    /** Narrows what was made, as soon as it is; what was opened again after that waits for the next sweep. */
    private void follow() throws InterruptedException {
        if (watch == null) {
            TimeUnit.SECONDS.sleep(SWEEP_SECONDS);
            return;
        }
        WatchKey key = watch.poll(SWEEP_SECONDS, TimeUnit.SECONDS);
        if (key == null) {
            return;
        }
        Path folder = (Path) key.watchable();
        for (WatchEvent<?> event : key.pollEvents()) {
            if (event.context() instanceof Path name) {
                sweep(folder.resolve(name));
            } else {
                sweep(folder);
            }
        }
        key.reset();
    }

    /** Narrows {@code path} and all below it, and follows its folders, before looking into them. */
    private void sweep(Path path) {
        walk(path, new Narrowing() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (root.equals(folder.getParent())
                        && OWN_CARE.contains(folder.getFileName().toString())) {
                    PrivateFiles.narrow(folder);
                    return FileVisitResult.SKIP_SUBTREE;
                }
                if (watch != null) {
                    folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
                }
                return super.preVisitDirectory(folder, attributes);
            }
        });
    }

    private static void narrowAll(Path path) {
        walk(path, new Narrowing());
    }

    private static void walk(Path path, Narrowing narrowing) {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.walkFileTree(path, narrowing);
        } catch (IOException | ClosedWatchServiceException left) {
            LOG.atDebug().addKeyValue("reason", left.getMessage()).log("files.walk-broken-off");
        }
    }

    /** What goes away while it is looked at was no secret of ours. */
    private static class Narrowing extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            PrivateFiles.narrow(folder);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            PrivateFiles.narrow(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException gone) {
            return FileVisitResult.CONTINUE;
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        if (watch != null) {
            watch.close();
        }
        thread.interrupt();
    }
}
