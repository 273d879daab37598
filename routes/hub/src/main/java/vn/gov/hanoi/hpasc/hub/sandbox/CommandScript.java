package vn.gov.hanoi.hpasc.hub.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import vn.gov.hanoi.hpasc.hub.HubApplication;
import vn.gov.hanoi.hpasc.hub.storage.PrivateFiles;

/** The command {@code hub} as an executable file, for a machine on which nothing is installed but a JDK. */
final class CommandScript {

    private CommandScript() {}

    /** Writes {@code bin/hub} into {@code folder}, calling this very hub with this very Java. */
    static Path write(Path folder, int brokerPort) throws IOException {
        Path script = folder.resolve("bin").resolve("hub");
        PrivateFiles.folderOf(script);
        PrivateFiles.write(script, """
                #!/bin/sh
                # Written by the sandbox at each start.
                export HUB_DATADIR="${HUB_DATADIR:-%s}" HUB_BROKER_PORT="${HUB_BROKER_PORT:-%d}"
                exec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED %s "$@"
                """.formatted(folder, brokerPort, java(), program()));
        if (!script.toFile().setExecutable(true)) {
            throw new IOException("cannot make executable: " + script);
        }
        return script;
    }

    private static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    private static String program() {
        String path = System.getProperty("java.class.path");
        boolean packaged = HubApplication.class.getResource("HubApplication.class") instanceof java.net.URL url
                && url.toString().startsWith("jar:nested:");
        return packaged
                ? "-jar '" + Path.of(path).toAbsolutePath() + "'"
                : "-Dio.netty.noUnsafe=true -cp '" + path + "' " + HubApplication.class.getName();
    }
}
