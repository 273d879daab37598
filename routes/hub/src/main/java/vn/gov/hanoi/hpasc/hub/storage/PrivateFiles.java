package vn.gov.hanoi.hpasc.hub.storage;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;

/** Files that only the hub's own user may read, and that are either whole or not there. */
public final class PrivateFiles {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static final int SECRET_BYTES = 32;

    private PrivateFiles() {}

    /** Writes {@code text}, replacing what was there. */
    public static void write(Path file, String text) throws IOException {
        Path making = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(making);
        if (POSIX) {
            Files.createFile(
                    making, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(making, text);
        Files.move(making, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Makes the folder, and closes it to others. */
    public static Path folder(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (POSIX) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        return folder;
    }

    /** The secret in {@code file}; made, of 32 random bytes in hex, when there is none. */
    public static String secret(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] secret = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(secret);
            folder(Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder"));
            write(file, HexFormat.of().formatHex(secret));
        }
        return Files.readString(file).strip();
    }
}
