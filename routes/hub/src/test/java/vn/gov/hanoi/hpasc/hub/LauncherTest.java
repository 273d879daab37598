package vn.gov.hanoi.hpasc.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LauncherTest {

    private static final int JAVA_17 = 61;

    @Test
    void canBeLoadedByTheOldestJavaThatReadsThePackagedJar() throws IOException {
        assertThat(version("Launcher.class")).isEqualTo(JAVA_17);
        assertThat(version("HubApplication.class")).isGreaterThan(JAVA_17);
    }

    private static int version(String classFile) throws IOException {
        InputStream bytes = Objects.requireNonNull(LauncherTest.class.getResourceAsStream(classFile));
        try (DataInputStream in = new DataInputStream(bytes)) {
            in.readInt();
            in.readUnsignedShort();
            return in.readUnsignedShort();
        }
    }
}
