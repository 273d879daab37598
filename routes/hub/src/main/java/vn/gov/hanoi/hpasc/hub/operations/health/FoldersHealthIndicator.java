package vn.gov.hanoi.hpasc.hub.operations.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.util.unit.DataSize;

/** Down while a folder of the hub is short of disk, is gone, or may not be written to. */
final class FoldersHealthIndicator extends AbstractHealthIndicator {

    private final Map<String, Path> folders;
    private final DataSize least;
    private final ToLongFunction<Path> free;

    /** @param folders what each is for, and where it is */
    FoldersHealthIndicator(Map<String, Path> folders, DataSize least) {
        this(folders, least, folder -> folder.toFile().getUsableSpace());
    }

    FoldersHealthIndicator(Map<String, Path> folders, DataSize least, ToLongFunction<Path> free) {
        super("the disk does not answer");
        this.folders = new LinkedHashMap<>(folders);
        this.least = least;
        this.free = free;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) throws IOException {
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, Path> folder : folders.entrySet()) {
            Path path = folder.getValue();
            if (!Files.exists(path)) {
                // made when it is first needed
                continue;
            }
            long room = free.applyAsLong(path);
            health.withDetail(folder.getKey(), DataSize.ofBytes(room).toMegabytes() + " MB free");
            if (!Files.isWritable(path)) {
                problems.add(folder.getKey() + ": the hub may not write to " + path);
            } else if (room < least.toBytes()) {
                problems.add(
                        folder.getKey() + ": only " + DataSize.ofBytes(room).toMegabytes() + " MB are free at " + path
                                + ", less than " + least.toMegabytes() + " MB");
            }
        }
        if (problems.isEmpty()) {
            health.up();
        } else {
            health.down()
                    .withDetail("problem", String.join("; ", problems))
                    .withDetail("action", "make room on that disk before it is full: then no message can be accepted");
        }
    }
}
