package vn.gov.hanoi.hpasc.hub.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {

    @TempDir
    Path folder;

    @Test
    void closesWhatItMakesToOthers() throws IOException {
        Path deep = PrivateFiles.folder(folder.resolve("a").resolve("b"));
        PrivateFiles.write(deep.resolve("token"), "secret");
        PrivateFiles.file(deep.resolve("log"));

        assertThat(mode(folder.resolve("a"))).isEqualTo("rwx------");
        assertThat(mode(deep)).isEqualTo("rwx------");
        assertThat(mode(deep.resolve("token"))).isEqualTo("rw-------");
        assertThat(mode(deep.resolve("log"))).isEqualTo("rw-------");
    }

    @Test
    void narrowsWhatAnEarlierVersionLeftOpenAndWhatOthersWriteLater() throws IOException {
        Path root = Files.createDirectories(folder.resolve("data"));
        Path outside = open(Files.createFile(folder.resolve("outside")), "rw-r--r--");
        Path journal = open(
                Files.createFile(Files.createDirectories(root.resolve("broker")).resolve("1.amq")), "rw-rw-r--");
        Path program = open(Files.createFile(root.resolve("hub")), "rwxr-xr-x");
        Path file = open(
                Files.createFile(Files.createDirectories(root.resolve("files").resolve("ab"))
                        .resolve("cd")),
                "rw-r--r--");
        Path link = Files.createSymbolicLink(root.resolve("link"), outside);
        open(root, "rwxrwxrwx");

        try (DataFolder data = DataFolder.take(root, Duration.ZERO)) {
            assertThat(mode(data.root())).isEqualTo("rwx------");
            assertThat(mode(root.resolve("broker"))).isEqualTo("rwx------");
            assertThat(mode(root.resolve("hub.lock"))).isEqualTo("rw-------");
            assertThat(mode(journal)).isEqualTo("rw-------");
            assertThat(mode(program)).isEqualTo("rwx------");
            await().until(() ->
                    mode(file).equals("rw-------") && mode(file.getParent()).equals("rwx------"));
            assertThat(link).isSymbolicLink();
            assertThat(mode(outside)).isEqualTo("rw-r--r--");

            Path later = Files.createDirectories(root.resolve("broker").resolve("paging"));
            Path page = open(Files.createFile(later.resolve("1.page")), "rw-rw-rw-");
            await().until(() -> mode(page).equals("rw-------") && mode(later).equals("rwx------"));
            Path next = Files.createFile(later.resolve("2.page"));
            await().until(() -> mode(next).equals("rw-------"));
        }
    }

    @Test
    void followsADataFolderThatIsALink() throws IOException {
        Path real = open(Files.createDirectories(folder.resolve("real")), "rwxr-xr-x");
        Path left = open(Files.createFile(real.resolve("left")), "rw-r--r--");

        try (DataFolder data = DataFolder.take(Files.createSymbolicLink(folder.resolve("data"), real), Duration.ZERO)) {
            assertThat(data.resolve("left")).exists();
            assertThat(mode(real)).isEqualTo("rwx------");
            assertThat(mode(left)).isEqualTo("rw-------");
        }
    }

    @Test
    void goesOnWhereThereAreNoPermissions() throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(folder.resolve("files.zip"), Map.of("create", "true"))) {
            Path file = Files.createFile(zip.getPath("file"));

            assertThat(PrivateFiles.narrow(file)).isFalse();
        }
    }

    private static Path open(Path path, String mode) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
