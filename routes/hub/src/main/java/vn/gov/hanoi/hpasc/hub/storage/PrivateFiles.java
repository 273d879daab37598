package vn.gov.hanoi.hpasc.hub.storage;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that only the hub's own user may read, whatever the umask, and that are either whole or not there. On a file system
 * that knows no permissions they are files like others.
 */
public final class PrivateFiles {

    private static final Logger LOG = LoggerFactory.getLogger(PrivateFiles.class);

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final int SECRET_BYTES = 32;

    private PrivateFiles() {}

    /** Writes {@code text}, replacing what was there. */
    public static void write(Path file, String text) throws IOException {
        Path making = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(making);
        Files.createFile(making, mode(FILE));
        Files.writeString(making, text);
        Files.move(making, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Makes an empty file for somebody else to fill, unless it is there, and closes it to others. */
    public static Path file(Path file) throws IOException {
        try {
            return Files.createFile(file, mode(FILE));
        } catch (FileAlreadyExistsException there) {
            narrow(file);
            return file;
        }
    }

    /** Makes the folder and those above it that are not there, and closes it to others. */
    public static Path folder(Path folder) throws IOException {
        Files.createDirectories(folder, mode(FOLDER));
        narrow(folder.toRealPath());
        return folder;
    }

    /** Makes the folder that {@code file} is in, as {@link #folder} does. */
    public static Path folderOf(Path file) throws IOException {
        return folder(Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder"));
    }

    private static FileAttribute<?>[] mode(Set<PosixFilePermission> permissions) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    /**
     * Takes from group and others whatever they may do to a file or folder; symbolic links are left alone.
     *
     * @return whether nobody but the owner may do anything to it now
     */
    static boolean narrow(Path path) throws IOException {
        if (!POSIX) {
            return false;
        }
        try {
            PosixFileAttributes found =
                    Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            Set<PosixFilePermission> wanted = EnumSet.copyOf(FOLDER);
            wanted.retainAll(found.permissions());
            if (found.isSymbolicLink() || wanted.equals(found.permissions())) {
                return true;
            }
            Files.setPosixFilePermissions(path, wanted);
            return wanted.equals(Files.getPosixFilePermissions(path));
        } catch (NoSuchFileException gone) {
            return true;
        } catch (UnsupportedOperationException | FileSystemException noPermissionsHere) {
            LOG.atDebug()
                    .addKeyValue("path", path)
                    .addKeyValue("reason", noPermissionsHere.getMessage())
                    .log("files.not-narrowed");
            return false;
        }
    }

    /** The secret in {@code file}; made, of 32 random bytes in hex, when there is none. */
    public static String secret(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] secret = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(secret);
            folderOf(file);
            write(file, HexFormat.of().formatHex(secret));
        }
        return Files.readString(file).strip();
    }
}
