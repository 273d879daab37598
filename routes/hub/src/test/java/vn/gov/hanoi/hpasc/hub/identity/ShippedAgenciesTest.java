package vn.gov.hanoi.hpasc.hub.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.gov.hanoi.hpasc.connectors.spi.Destination.Limits;
import vn.gov.hanoi.hpasc.connectors.spi.Transport;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.hub.configuration.ConfigurationFiles;

class ShippedAgenciesTest {

    @TempDir
    Path folder;

    private Agencies shipped() {
        return AgencyReader.read(
                new ConfigurationFiles(null).agencies(),
                new KeyFolder(folder, true),
                DestinationOverrides.none(),
                AgencyLimits.NONE);
    }

    @Test
    void areTheSandbox() {
        assertThat(shipped().all())
                .extracting(agency -> agency.code() + " " + agency.destination().name() + " "
                        + agency.destination().transport())
                .containsExactly(
                        "H26.01 hpasc-core REST",
                        "H26.13 land-office REST",
                        "H26.19 construction SOAP",
                        "H26.20 planning MQ",
                        "H26.04 finance-investment PULL",
                        "H26.103 ward-103 PULL",
                        "G22 national-portal PORTAL",
                        "H26.13.1 land-registry LAND_REGISTRY",
                        "G12.10 tax-office PULL");
    }

    @Test
    void haveTheirLimitsAndTheDefaultsForTheRest() {
        assertThat(shipped()
                        .byDestination("land-office")
                        .orElseThrow()
                        .destination()
                        .limits())
                .isEqualTo(new Limits(8, 0, Duration.ofSeconds(2), Duration.ofSeconds(10)));
    }

    @Test
    void grantNothingThatIsNotWritten() {
        Agency ward = shipped().byCode(new AgencyCode("H26.103")).orElseThrow();
        assertThat(ward.grants().readAll()).isFalse();
        assertThat(ward.grants().send())
                .containsExactlyInAnyOrder(
                        MessageType.SUBMITTED, MessageType.SUPPLEMENTED, MessageType.RETURNED, MessageType.WITHDRAWN);
    }

    @Test
    void haveNoEndpointWhereTheHubCallsNobody() {
        assertThat(shipped().all())
                .filteredOn(agency -> agency.destination().transport() == Transport.MQ
                        || agency.destination().transport() == Transport.PULL)
                .hasSize(4)
                .allSatisfy(
                        agency -> assertThat(agency.destination().endpoint()).isNull());
    }

    @Test
    void getTheKeysOfTheSandboxMadeOnceAndKept() throws Exception {
        Agency first = shipped().all().getFirst();
        byte[] privateKey = Files.readAllBytes(folder.resolve("H26.01.key.pem"));
        Agency second = shipped().all().getFirst();
        assertThat(second.publicKeys()).hasSize(1);
        assertThat(second.publicKeys().getFirst().getW())
                .isEqualTo(first.publicKeys().getFirst().getW());
        assertThat(folder.resolve("H26.01.key.pem")).hasBinaryContent(privateKey);
    }
}
