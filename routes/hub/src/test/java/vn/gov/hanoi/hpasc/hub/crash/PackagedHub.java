package vn.gov.hanoi.hpasc.hub.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import vn.gov.hanoi.hpasc.connectors.testkit.process.OwnProcess;

/**
 * The jar that Maven packaged before the integration tests, unpacked by its own means once for all proofs of this JVM: that
 * halves what a start costs, and the proofs start it often.
 */
final class PackagedHub {

    private static final long UNPACKING_SECONDS = 120;

    private PackagedHub() {}

    private static final class Unpacked {
        static final Path JAR = unpacked(packaged());
    }

    /** What {@code java -jar} takes. */
    static Path jar() {
        return Unpacked.JAR;
    }

    /** A folder with nothing of the tests but {@code type} and the classes inside it, for a class path. */
    static Path with(Class<?> type) {
        Path classes = Path.of("target", "test-classes").toAbsolutePath();
        Path folder = Path.of("target", "with-" + type.getSimpleName()).toAbsolutePath();
        Path place = Path.of(type.getPackageName().replace('.', '/'));
        try (Stream<Path> files = Files.list(classes.resolve(place))) {
            Files.createDirectories(folder.resolve(place));
            for (Path file :
                    files.filter(f -> isOf(type, f.getFileName().toString())).toList()) {
                Path next = Files.createTempFile(folder, "class", ".next");
                Files.copy(file, next, StandardCopyOption.REPLACE_EXISTING);
                Files.move(next, folder.resolve(place).resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    private static boolean isOf(Class<?> type, String file) {
        return file.equals(type.getSimpleName() + ".class") || file.startsWith(type.getSimpleName() + "$");
    }

    private static Path unpacked(Path packaged) {
        Path folder = Path.of("target", "packaged-hub").toAbsolutePath();
        List<String> arguments = List.of(
                "-Djarmode=tools",
                "-jar",
                packaged.toString(),
                "extract",
                "--force",
                "--destination",
                folder.toString());
        Path log = folder.resolveSibling("packaged-hub.log");
        try (OwnProcess unpacking = OwnProcess.startJava(arguments, Map.of(), log)) {
            if (unpacking.awaitExit(UNPACKING_SECONDS) != 0) {
                throw new IllegalStateException("cannot unpack: " + unpacking.describe());
            }
        }
        return folder.resolve(packaged.getFileName());
    }

    private static Path packaged() {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            List<Path> jars = files.filter(file -> file.getFileName().toString().matches("hpasc-hub-.+-exec\\.jar"))
                    .toList();
            if (jars.size() != 1) {
                throw new IllegalStateException(
                        "not one packaged hub in target/ but " + jars + "; run mvn package first");
            }
            return jars.getFirst();
        } catch (IOException e) {
            throw new IllegalStateException("no target/; run mvn package first", e);
        }
    }
}
