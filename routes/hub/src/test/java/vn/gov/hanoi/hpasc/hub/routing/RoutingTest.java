package vn.gov.hanoi.hpasc.hub.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.ProcedureCode;
import vn.gov.hanoi.hpasc.hub.configuration.ConfigurationFiles;

/** Who must know, by the shipped table. */
class RoutingTest {

    private static final String BRANCH = "H26.01.7";
    private static final RoutingTable TABLE = shipped();

    private static RoutingTable shipped() {
        return RoutingReader.read(new ConfigurationFiles(null).routing(), RoutingExamples.agencies());
    }

    private static DossierFacts dossier(String handling) {
        return new DossierFacts(new ProcedureCode("1.012753"), new AgencyCode(handling), new AgencyCode(BRANCH), null);
    }

    private static List<String> told(String what, String handling, String sender) {
        MessageType type = MessageType.fromWhat(what).orElseThrow();
        return TABLE.destinations(type, dossier(handling), new AgencyCode(sender));
    }

    @ParameterizedTest
    @CsvSource({
        // the portal hears of everything, unless it said it itself
        // what the centre sends goes to whoever decides
        "submitted,            H26.13, H26.01, land-office land-registry national-portal",
        "supplemented,         H26.13, H26.01, land-office land-registry national-portal",
        "withdrawn,            H26.13, H26.01, land-office land-registry national-portal",
        "payment-confirmed,    H26.13, H26.01, land-office land-registry national-portal",
        "payment-refunded,     H26.13, H26.01, land-office land-registry national-portal",
        "reopened,             H26.13, H26.01, land-office land-registry national-portal",
        "revocation-requested, H26.13, H26.01, land-office land-registry national-portal",
        "returned,             H26.13, H26.01, land-office land-registry national-portal",
        // what a ward sends goes to the centre as well
        "submitted,            H26.13, H26.103, hpasc-core land-office land-registry national-portal",
        "supplemented,         H26.19, H26.103, construction hpasc-core land-registry national-portal",
        "withdrawn,            H26.20, H26.103, hpasc-core land-registry national-portal planning",
        "returned,             H26.04, H26.103, finance-investment hpasc-core land-registry national-portal",
        // what a department sends goes to the centre
        "progressed,           H26.13, H26.13, hpasc-core national-portal",
        "supplement-requested, H26.19, H26.19, hpasc-core national-portal",
        "obligation-raised,    H26.20, H26.20, hpasc-core national-portal",
        "resolved,             H26.04, H26.04, hpasc-core national-portal",
        "revoked,              H26.13, H26.13, hpasc-core national-portal",
        "reopened,             H26.13, H26.13, hpasc-core land-registry national-portal",
        // what is filed at the portal goes to the centre and to whoever decides
        "submitted,            H26.13, G22, hpasc-core land-office land-registry",
        // what the registration office says goes to the department that decides, and the other way round it goes
        // nowhere
        "progressed,           H26.13, H26.13.1, hpasc-core land-office national-portal",
        "resolved,             H26.13.1, H26.13.1, hpasc-core national-portal",
        "submitted,            H26.13.1, H26.01, land-registry national-portal",
        "obligation-raised,    H26.13, G12.10, hpasc-core land-office national-portal",
        "payment-confirmed,    H26.13.1, G12.10, hpasc-core land-registry national-portal",
        // a subunit is reached through the agency above it
        "submitted,            H26.13.5, H26.01, land-office land-registry national-portal",
        "submitted,            H26.130,  H26.01, land-registry national-portal",
    })
    void theTableOfWhoIsTold(String what, String handling, String sender, String destinations) {
        assertThat(String.join(" ", told(what, handling, sender))).isEqualTo(destinations);
    }

    @Test
    void theTableOfWhoIsToldKnowsEveryTypeAnAgencyCanSend() throws Exception {
        String[] rows = RoutingTest.class
                .getDeclaredMethod("theTableOfWhoIsTold", String.class, String.class, String.class, String.class)
                .getAnnotation(CsvSource.class)
                .value();
        Set<String> tested =
                Arrays.stream(rows).map(row -> row.split(",")[0].strip()).collect(Collectors.toSet());
        assertThat(tested)
                .isEqualTo(EnumSet.allOf(MessageType.class).stream()
                        .filter(type -> !type.fromHubOnly())
                        .map(MessageType::what)
                        .collect(Collectors.toSet()));
    }

    @Test
    void theReceivingBranchDoesNotDecideWhoHandles() {
        DossierFacts here = new DossierFacts(
                new ProcedureCode("1.012753"), new AgencyCode("H26.13"), new AgencyCode("H26.103.25.7"), null);
        assertThat(TABLE.destinations(MessageType.SUBMITTED, here, new AgencyCode("H26.01")))
                .isEqualTo(told("submitted", "H26.13", "H26.01"));
    }

    @Test
    void theHubsOwnMessagesAreNotInTheTable() {
        assertThat(told("delivery-refused", "H26.13", "H26.01")).isEmpty();
        assertThat(told("delivery-parked", "H26.13", "H26.01")).isEmpty();
    }

    @Property(tries = 500)
    void theAnswerDependsOnTheQuestionAlone(
            @ForAll MessageType type,
            @ForAll("agencies") AgencyCode handling,
            @ForAll("agencies") AgencyCode branch,
            @ForAll("agencies") AgencyCode sender,
            @ForAll DossierStatus status,
            @ForAll("procedures") ProcedureCode procedure) {
        DossierFacts dossier = new DossierFacts(procedure, handling, branch, status);
        List<String> once = TABLE.destinations(type, dossier, sender);
        assertThat(TABLE.destinations(type, dossier, sender)).isEqualTo(once);
        assertThat(shipped().destinations(type, dossier, sender)).isEqualTo(once);
        assertThat(once).isSorted().doesNotHaveDuplicates();
        RoutingExamples.agencies()
                .byCode(sender)
                .ifPresent(agency ->
                        assertThat(once).doesNotContain(agency.destination().name()));
    }

    @Provide
    Arbitrary<AgencyCode> agencies() {
        return Arbitraries.of(
                        "H26.01", "H26.01.7", "H26.13", "H26.13.5", "H26.19", "H26.20", "H26.04", "H26.103", "H27")
                .map(AgencyCode::new);
    }

    @Provide
    Arbitrary<ProcedureCode> procedures() {
        return Arbitraries.of("1.012753", "1.012753.01", "1.013225", "1.009645", "9.999999")
                .map(ProcedureCode::new);
    }
}
