package vn.gov.hanoi.hpasc.simulators.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where an agency gets its token; asked at every call, as tokens expire. */
@FunctionalInterface
public interface AgencyToken {

    /**
     * The token.
     *
     * @throws IOException when there is none now
     */
    String read() throws IOException;

    /** The token in a file, as the sandbox writes it: {@code tokens/<agency code>.jwt}. */
    static AgencyToken in(Path file) {
        return () -> Files.readString(file).strip();
    }
}
