package vn.gov.hanoi.hpasc.hub.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.gov.hanoi.hpasc.hub.configuration.ConfigurationFiles;

/** The agencies that the hub ships, for tests of other stages. */
public final class ShippedAgencies {

    private ShippedAgencies() {}

    public static Agencies read() {
        try {
            Path keys = Files.createTempDirectory(Path.of("target"), "shipped-agencies");
            return AgencyReader.read(
                    new ConfigurationFiles(null).agencies(),
                    new KeyFolder(keys, true),
                    DestinationOverrides.none(),
                    AgencyLimits.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
