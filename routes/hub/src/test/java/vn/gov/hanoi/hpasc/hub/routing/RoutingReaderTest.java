package vn.gov.hanoi.hpasc.hub.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.ProcedureCode;
import vn.gov.hanoi.hpasc.hub.configuration.ConfigurationFiles;
import vn.gov.hanoi.hpasc.hub.configuration.InvalidConfiguration;

class RoutingReaderTest {

    private static final String GOOD = """
            unknownProcedure: park
            roles:
              core: { destination: hpasc-core }
              portal: { destination: civil-status, enabled: false }
            rules:
              - types: [submitted, supplemented, withdrawn, payment-confirmed, payment-refunded, returned]
                to: [handlingAgency, core]
              - types: [progressed, supplement-requested, obligation-raised, resolved, revoked]
                to: [core, portal]
              - types: [reopened, revocation-requested]
                to: []
              - types: [progressed]
                statuses: [9, 10]
                to: [receivingBranch]
              - types: [resolved]
                sectors: [land]
                to: [planning]
            reopenings:
              - { from: 4, to: 2 }
            procedures:
              - code: 1.012753
                name: Đăng ký đất đai
                sector: land
                handlingAgencies: [H26.13]
              - code: 1.013225
                name: Cấp giấy phép xây dựng
                sector: construction
                handlingAgencies: [H26.19, H26.103.5]
            """;

    @TempDir
    Path folder;

    private RoutingTable read(String yaml) {
        try {
            Files.writeString(folder.resolve("routing.yaml"), yaml);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return RoutingReader.read(new ConfigurationFiles(folder).routing(), RoutingExamples.agencies());
    }

    private List<String> wrongWith(String yaml) {
        InvalidConfiguration wrong = catchThrowableOfType(InvalidConfiguration.class, () -> read(yaml));
        assertThat(wrong).isNotNull();
        return wrong.findings().stream()
                .map(finding -> finding.toString().replace(folder + "/", ""))
                .toList();
    }

    private static DossierFacts dossier(String procedure, DossierStatus status) {
        return new DossierFacts(
                new ProcedureCode(procedure), new AgencyCode("H26.13"), new AgencyCode("H26.103.25.7"), status);
    }

    @Test
    void aRuleCanDependOnTheStatusAfterTheMessage() {
        RoutingTable table = read(GOOD);
        AgencyCode sender = new AgencyCode("H26.13");
        assertThat(table.destinations(MessageType.PROGRESSED, dossier("1.012753", DossierStatus.IN_PROCESS), sender))
                .containsExactly("hpasc-core");
        assertThat(table.destinations(MessageType.PROGRESSED, dossier("1.012753", DossierStatus.PROCESSED), sender))
                .containsExactly("hpasc-core", "ward-103");
    }

    @Test
    void aRuleCanDependOnTheSector() {
        RoutingTable table = read(GOOD);
        AgencyCode sender = new AgencyCode("H26.13");
        assertThat(table.destinations(MessageType.RESOLVED, dossier("1.012753.01", DossierStatus.PROCESSED), sender))
                .containsExactly("hpasc-core", "planning");
        assertThat(table.destinations(MessageType.RESOLVED, dossier("1.013225", DossierStatus.PROCESSED), sender))
                .containsExactly("hpasc-core");
        assertThat(table.destinations(MessageType.RESOLVED, dossier("9.999999", DossierStatus.PROCESSED), sender))
                .containsExactly("hpasc-core");
    }

    @Test
    void aRuleCanSayThatNobodyMustKnow() {
        assertThat(read(GOOD)
                        .destinations(
                                MessageType.REOPENED,
                                dossier("1.012753", DossierStatus.ACCEPTED),
                                new AgencyCode("H26.01")))
                .isEmpty();
    }

    @Test
    void anotherCodeOfAnAgencyMeansTheAgency() {
        assertThat(read(GOOD.replace("[H26.13]", "[G50.13]"))
                        .procedure(new ProcedureCode("1.012753"))
                        .orElseThrow()
                        .handlingAgencies())
                .containsExactly(new AgencyCode("H26.13"));
    }

    @Test
    void anUnknownProcedureCanBeParked() {
        assertThat(read(GOOD).unknownProcedure()).isEqualTo(RoutingTable.UnknownProcedure.PARK);
    }

    @Test
    void aRoleThatIsEnabledNeedsItsDestination() {
        assertThat(wrongWith(GOOD.replace(", enabled: false", "")))
                .containsExactly("routing.yaml:4: no agency has the destination civil-status");
    }

    @Test
    void aRoleThatNoRuleUsesIsPlayedByNobodyWhereItsDestinationIsMissing() {
        RoutingTable table = read(GOOD.replace("core: {", "taxOffice: { destination: tax-house }\n  core: {"));
        assertThat(table.agencyOf("taxOffice")).isEmpty();
        assertThat(table.agencyOf("core")).contains(new AgencyCode("H26.01"));
    }

    @Test
    void tellsOfWhichSectorsAnAgencyIsSentAnything() {
        RoutingTable table = read(GOOD);
        assertThat(table.sectorsSentTo(new AgencyCode("H26.20")))
                .as("named outright")
                .containsExactly("land");
        assertThat(table.sectorsSentTo(new AgencyCode("H26.01")))
                .as("by a role, for all")
                .contains("land")
                .hasSizeGreaterThan(1);
        assertThat(table.sectorsSentTo(new AgencyCode("H26.04")))
                .as("by no rule")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    to: [core, portal]        | to: [core, gate]        | routing.yaml:9: neither a role nor a destination: gate
                    to: [planning]            | to: [plannning]         | routing.yaml:17: neither a role nor a destination: plannning
                    sectors: [land]           | sectors: [lnad]         | routing.yaml:16: no procedure is of the sector lnad
                    destination: hpasc-core   | destination: hpasc      | routing.yaml:3: no agency has the destination hpasc
                    portal:                   | planning:               | routing.yaml:4: the role planning is also the name of a destination
                    code: 1.013225            | code: 1.012753          | routing.yaml:25: the procedure 1.012753 is used twice, first at routing.yaml:21
                    [H26.13]                  | [H26.99]                | routing.yaml:24: neither H26.99 nor an agency above it is in agencies.yaml
                    H26.103.5]                | 000.00.19.H26]          | routing.yaml:28: the agency H26.19 is there twice
                    { from: 4, to: 2 }        | { from: 4, to: 4 }      | routing.yaml:19: a dossier cannot be reopened from a status to the same
                    revoked]                  | resolved]               | routing.yaml:8: rules/1/types: must have only unique items
                    ', revoked]'              | ]                       | routing.yaml:5: no rule without conditions says who must know of revoked
                    statuses: [9, 10]         | statuses: [9, 11]       | routing.yaml:13: rules/3/statuses/1: must have a maximum value of 10
                    code: 1.012753            | code: 1.012753.01       | routing.yaml:21: procedures/0/code: does not match the regex
                    unknownProcedure: park    | unknownProcedure: guess | routing.yaml:1: unknownProcedure: does not have a value in the enumeration
                    core: {                   | handlingAgency: {       | routing.yaml:3: roles: not a name to use here: handlingAgency
                    """)
    void whatDoesNotFitTogetherIsNamedWithItsLine(String good, String bad, String said) {
        assertThat(wrongWith(GOOD.replace(good, bad)))
                .anySatisfy(line -> assertThat(line).startsWith(said));
    }

    @Test
    void aReopeningTwiceIsAnError() {
        assertThat(wrongWith(
                        GOOD.replace("  - { from: 4, to: 2 }\n", "  - { from: 4, to: 2 }\n  - { from: 4, to: 2 }\n")))
                .containsExactly("routing.yaml:20: the reopening from 4 to 2 is there twice");
    }
}
