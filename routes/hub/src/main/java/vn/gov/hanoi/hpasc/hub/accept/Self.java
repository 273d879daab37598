package vn.gov.hanoi.hpasc.hub.accept;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.Transport;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.identity.Agency;

/** The hub as the sender of its own notices: an agency that nobody can sign in as. */
final class Self {

    private Self() {}

    static Agency of(AgencyCode code) {
        return new Agency(
                code,
                Set.of(),
                "Trục tích hợp HPASC",
                "HPASC Integration Hub",
                new Destination(
                        "hub",
                        code,
                        Transport.PULL,
                        null,
                        new Destination.Limits(1, 0, Duration.ofSeconds(1), Duration.ofSeconds(1))),
                new Agency.Grants(Set.of(), false, Set.of()),
                List.of(),
                Set.of("v1"),
                false);
    }
}
