package vn.gov.hanoi.hpasc.hub.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;

/** All agencies the hub knows. Whoever is not here does not get in. */
public final class Agencies {

    private final List<Agency> all;
    private final Map<AgencyCode, Agency> byCode = new HashMap<>();
    private final Map<String, Agency> byDestination = new HashMap<>();

    /** @throws IllegalArgumentException when two agencies share a code or a destination name */
    public Agencies(List<Agency> all) {
        this.all = List.copyOf(all);
        for (Agency agency : all) {
            add(agency.code(), agency);
            agency.otherCodes().forEach(code -> add(code, agency));
            if (byDestination.put(agency.destination().name(), agency) != null) {
                throw new IllegalArgumentException("two agencies share the destination "
                        + agency.destination().name());
            }
        }
    }

    private void add(AgencyCode code, Agency agency) {
        if (byCode.put(code, agency) != null) {
            throw new IllegalArgumentException("two agencies share the code " + code);
        }
    }

    public List<Agency> all() {
        return all;
    }

    /** The agency that goes by {@code code}, be it its own or one of its other codes. */
    public Optional<Agency> byCode(AgencyCode code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** The agency that goes by {@code code}, else the nearest above it: {@code H26.13.5} is reached through {@code H26.13}. */
    public Optional<Agency> nearest(AgencyCode code) {
        String above = code.value();
        while (true) {
            Agency agency = byCode.get(new AgencyCode(above));
            int dot = above.lastIndexOf('.');
            if (agency != null || dot < 0) {
                return Optional.ofNullable(agency);
            }
            above = above.substring(0, dot);
        }
    }

    public Optional<Agency> byDestination(String name) {
        return Optional.ofNullable(byDestination.get(name));
    }
}
