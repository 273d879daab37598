package vn.gov.hanoi.hpasc.hub.authority;

import java.util.Map;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.configuration.ConfigurationFiles;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable;

/** The authority policy that the hub ships, for tests. */
public final class ShippedAuthority {

    private ShippedAuthority() {}

    public static AuthorityPolicy among(Agencies agencies, RoutingTable routing) {
        return among(agencies, routing, Map.of());
    }

    static AuthorityPolicy among(Agencies agencies, RoutingTable routing, Map<Relation, AgencyCode> defaults) {
        return new AuthorityPolicy(
                agencies,
                AuthorityReader.read(new ConfigurationFiles(null).authority(), routing),
                new Roles(routing, new AgencyCode("H26"), defaults));
    }
}
