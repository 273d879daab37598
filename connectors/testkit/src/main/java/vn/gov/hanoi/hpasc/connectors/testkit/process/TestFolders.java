package vn.gov.hanoi.hpasc.connectors.testkit.process;

import java.nio.file.Path;

/** Folders under {@code target/} for tests that want to find there what the run before left. */
public final class TestFolders {

    private TestFolders() {}

    /** The absolute folder of this name that belongs to this JVM alone among those that run tests beside each other. */
    public static Path of(String name) {
        return Path.of("target", name + "-" + System.getProperty("test.jvm.number", "1"))
                .toAbsolutePath();
    }
}
