package vn.gov.hanoi.hpasc.hub.storage;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where the hub keeps its files.
 *
 * @param dataDir the folder for everything this hub node makes; nothing is ever written outside it
 */
@Validated
@ConfigurationProperties("hub")
record StorageProperties(
        @NotNull(message = "must name the folder for everything the hub keeps; set hub.data-dir or HUB_DATADIR")
        @Nullable
        Path dataDir) {

    Path folder() {
        if (dataDir == null) {
            throw new IllegalStateException("hub.data-dir is not set");
        }
        return dataDir.toAbsolutePath().normalize();
    }
}
