package vn.gov.hanoi.hpasc.hub.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The jar that Maven packaged before the integration tests. */
final class PackagedHub {

    private PackagedHub() {}

    static Path jar() {
        String given = System.getProperty("crash.hub-jar", "");
        if (!given.isBlank()) {
            return Path.of(given);
        }
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
