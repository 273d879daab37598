package vn.gov.hanoi.hpasc.connectors.spi.landregistry;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file that the hub keeps.
 *
 * @param size in bytes
 * @param opening gives its bytes, from the beginning, as often as asked
 */
public record LandFile(String sha256, long size, String mediaType, Opening opening) {

    /** Opens it. */
    @FunctionalInterface
    public interface Opening {
        InputStream open() throws IOException;
    }
}
