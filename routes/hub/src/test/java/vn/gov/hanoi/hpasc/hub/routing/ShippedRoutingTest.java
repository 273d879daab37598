package vn.gov.hanoi.hpasc.hub.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.ProcedureCode;
import vn.gov.hanoi.hpasc.hub.configuration.ConfigurationFiles;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable.Reopening;

class ShippedRoutingTest {

    private final ConfigurationFiles files = new ConfigurationFiles(null);
    private final RoutingTable table =
            RoutingReader.read(files.routing(), RoutingExamples.agencies(), Set.of("nationalPortal"));

    @Test
    void knowsAtLeastTwentyFourProceduresOfTheFourSectors() {
        assertThat(files.routing().items("procedures")).hasSizeGreaterThanOrEqualTo(24);
        assertThat(files.routing().items("procedures"))
                .extracting(procedure -> procedure.at("sector").text())
                .contains("land", "construction", "planning", "investment");
    }

    @Test
    void findsAProcedureByItsOnlineServiceToo() {
        assertThat(table.procedure(new ProcedureCode("1.012753.01")))
                .isEqualTo(table.procedure(new ProcedureCode("1.012753")))
                .hasValueSatisfying(rule -> assertThat(rule.handlingAgencies())
                        .containsExactly(new AgencyCode("H26.13"), new AgencyCode("H26.13.1")));
        assertThat(table.procedure(new ProcedureCode("9.999999"))).isEmpty();
    }

    @Test
    void letsASubunitDecideWhereItsAgencyMay() {
        RoutingTable.ProcedureRule rule =
                table.procedure(new ProcedureCode("1.012753")).orElseThrow();
        assertThat(rule.allows(new AgencyCode("H26.13"))).isTrue();
        assertThat(rule.allows(new AgencyCode("H26.13.5"))).isTrue();
        assertThat(rule.allows(new AgencyCode("H26.130"))).isFalse();
        assertThat(rule.allows(new AgencyCode("H26"))).isFalse();
    }

    @Test
    void namesTheAgencyBehindEachRole() {
        assertThat(table.agencyOf("hpascCore")).contains(new AgencyCode("H26.01"));
        assertThat(table.agencyOf("landRegistry")).contains(new AgencyCode("H26.13.1"));
        assertThat(table.agencyOf("taxOffice")).contains(new AgencyCode("G12.10"));
        assertThat(table.agencyOf("nationalPortal"))
                .as("nothing is delivered to it here, and its word counts all the same")
                .contains(new AgencyCode("G22"));
        assertThat(table.agencyOf("handlingAgency")).as("differs by dossier").isEmpty();
        assertThat(table.agencyOf("G12.10")).isEmpty();
    }

    @Test
    void refusesUnknownProceduresAndOpensThreeWaysBack() {
        assertThat(table.unknownProcedure()).isEqualTo(RoutingTable.UnknownProcedure.REFUSE);
        assertThat(table.reopenings())
                .containsExactlyInAnyOrder(
                        new Reopening(DossierStatus.IN_PROCESS, DossierStatus.ACCEPTED),
                        new Reopening(DossierStatus.PROCESSED, DossierStatus.ACCEPTED),
                        new Reopening(DossierStatus.RESULT_RETURNED, DossierStatus.ACCEPTED),
                        new Reopening(DossierStatus.OBLIGATION_REQUESTED, DossierStatus.IN_PROCESS));
    }
}
