package vn.gov.hanoi.hpasc.simulators;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.simulators.landsoap.OlderLandSystem;
import vn.gov.hanoi.hpasc.simulators.tax.TaxOffice;

/** Who is no destination of the hub and yet part of a land dossier's story. */
final class Neighbours implements AutoCloseable {

    private static final String OLDER_LAND_SYSTEM = "older-land-system";
    private static final String TAX_SENDER = "tax-sender";

    private final @Nullable OlderLandSystem land;
    private final @Nullable TaxOffice tax;

    private Neighbours(@Nullable OlderLandSystem land, @Nullable TaxOffice tax) {
        this.land = land;
        this.tax = tax;
    }

    /** Starts those that {@code settings} give a port. */
    static Neighbours start(Map<String, String> settings) {
        String landPort = settings.get(OLDER_LAND_SYSTEM);
        String taxPort = settings.get(TAX_SENDER);
        URI hub = URI.create(settings.getOrDefault("hub", "http://127.0.0.1:8080"));
        String key = settings.getOrDefault("tax-key", "");
        return new Neighbours(
                landPort == null ? null : OlderLandSystem.start(Integer.parseInt(landPort)),
                taxPort == null ? null : TaxOffice.start(Integer.parseInt(taxPort), hub, () -> key));
    }

    Map<String, URI> addresses() {
        Map<String, URI> addresses = new LinkedHashMap<>();
        if (land != null) {
            addresses.put(OLDER_LAND_SYSTEM, land.endpoint());
        }
        if (tax != null) {
            addresses.put(TAX_SENDER, tax.control());
        }
        return addresses;
    }

    @Override
    public void close() {
        if (land != null) {
            land.close();
        }
        if (tax != null) {
            tax.close();
        }
    }
}
