package vn.gov.hanoi.hpasc.hub.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import vn.gov.hanoi.hpasc.simulators.landsoap.OlderLandSystem;
import vn.gov.hanoi.hpasc.simulators.tax.TaxOffice;

/** Who is no destination and yet part of a land dossier's story: the tax office, which calls, and the older land system. */
final class LandNeighbours implements AutoCloseable {

    private static final String TAX_SENDER = "tax-sender";
    private static final String OLDER_LAND_SYSTEM = "older-land-system";

    private final List<AutoCloseable> running = new ArrayList<>();
    private final SandboxProperties properties;

    LandNeighbours(SandboxProperties properties) {
        this.properties = properties;
    }

    /**
     * Starts those that have an address and are not left out.
     *
     * @param hub whom the tax office calls
     * @param key file of its key
     */
    void start(URI hub, Path key) {
        start(TAX_SENDER, port -> TaxOffice.start(port, hub, () -> read(key)));
        start(OLDER_LAND_SYSTEM, OlderLandSystem::start);
    }

    private void start(String name, IntFunction<AutoCloseable> starter) {
        URI address = properties.simulators().get(name);
        if (address != null && !properties.without().contains(name)) {
            running.add(starter.apply(address.getPort()));
        }
    }

    private static String read(Path key) {
        try {
            return Files.readString(key).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        for (AutoCloseable one : running) {
            try {
                one.close();
            } catch (Exception e) {
                // it is going away anyhow
            }
        }
    }
}
