package vn.gov.hanoi.hpasc.hub.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.ProcedureCode;
import vn.gov.hanoi.hpasc.hub.configuration.ConfigurationFiles;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.identity.ShippedAgencies;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable;
import vn.gov.hanoi.hpasc.hub.routing.ShippedRouting;

/** The shipped policy, each type of message against each relation, as architecture §4a lays it down. */
class AuthorityPolicyTest {

    private static final ProcedureCode LAND = new ProcedureCode("1.012753");
    private static final ProcedureCode CONSTRUCTION = ShippedRouting.aProcedureOf("construction");

    private final Agencies agencies = ShippedAgencies.read();
    private final RoutingTable routing = ShippedRouting.whole(agencies);
    private final AuthorityPolicy policy = ShippedAuthority.among(agencies, routing);

    /** The relations that may send each type; every relation that is not named may not. */
    private static final Map<MessageType, Set<Relation>> ALLOWED = allowed();

    private static Map<MessageType, Set<Relation>> allowed() {
        Map<MessageType, Set<Relation>> allowed = new EnumMap<>(MessageType.class);
        allowed.put(
                MessageType.SUBMITTED,
                Set.of(
                        Relation.RECEIVING,
                        Relation.HANDLING,
                        Relation.HPASC_CORE,
                        Relation.NATIONAL_PORTAL,
                        Relation.LAND_REGISTRY));
        Set<Relation> citizen = Set.of(
                Relation.RECEIVING,
                Relation.REGISTRANT,
                Relation.HPASC_CORE,
                Relation.NATIONAL_PORTAL,
                Relation.LAND_REGISTRY);
        allowed.put(MessageType.SUPPLEMENTED, citizen);
        allowed.put(MessageType.WITHDRAWN, citizen);
        Set<Relation> work = Set.of(Relation.HANDLING, Relation.PARTICIPANT, Relation.LAND_REGISTRY);
        allowed.put(MessageType.PROGRESSED, work);
        allowed.put(MessageType.SUPPLEMENT_REQUESTED, work);
        allowed.put(MessageType.RESOLVED, Set.of(Relation.HANDLING, Relation.LAND_REGISTRY));
        allowed.put(
                MessageType.RETURNED,
                Set.of(Relation.RECEIVING, Relation.HANDLING, Relation.HPASC_CORE, Relation.LAND_REGISTRY));
        allowed.put(MessageType.REOPENED, Set.of(Relation.HANDLING, Relation.HPASC_CORE, Relation.LAND_REGISTRY));
        allowed.put(MessageType.OBLIGATION_RAISED, Set.of(Relation.HANDLING, Relation.TAX_OFFICE));
        Set<Relation> books =
                Set.of(Relation.HUB, Relation.HANDLING, Relation.TAX_OFFICE, Relation.REGISTRANT, Relation.HPASC_CORE);
        allowed.put(MessageType.PAYMENT_CONFIRMED, books);
        allowed.put(MessageType.PAYMENT_REFUNDED, books);
        allowed.put(MessageType.REVOCATION_REQUESTED, Set.of(Relation.HUB, Relation.HANDLING, Relation.HPASC_CORE));
        allowed.put(MessageType.REVOKED, Set.of(Relation.HANDLING, Relation.TAX_OFFICE, Relation.LAND_REGISTRY));
        allowed.put(MessageType.DELIVERY_REFUSED, Set.of());
        allowed.put(MessageType.DELIVERY_PARKED, Set.of());
        return allowed;
    }

    @TestFactory
    Stream<DynamicTest> everyTypeAgainstEveryRelation() {
        AuthorityTable table = AuthorityReader.read(new ConfigurationFiles(null).authority(), routing);
        return MessageBuilder.oneOfEachType().stream()
                .flatMap(message -> Arrays.stream(Relation.values())
                        .map(relation -> dynamicTest(message.type().what() + " by " + relation.written(), () -> {
                            assertThat(ALLOWED).as("a type without a row").containsKey(message.type());
                            assertThat(table.allows(message, Set.of(relation), LAND))
                                    .isEqualTo(ALLOWED.get(message.type()).contains(relation));
                        })));
    }

    @TestFactory
    Stream<DynamicTest> aStrangerMaySendNothing() {
        AuthorityTable table = AuthorityReader.read(new ConfigurationFiles(null).authority(), routing);
        return MessageBuilder.oneOfEachType().stream()
                .map(message -> dynamicTest(
                        message.type().what(),
                        () -> assertThat(table.allows(message, Set.of(), LAND)).isFalse()));
    }

    @ParameterizedTest
    @CsvSource({"receiving", "hpascCore"})
    void intakeIsAlsoReportedByTheReceivingBranchAndTheCore(String written) {
        AuthorityTable table = AuthorityReader.read(new ConfigurationFiles(null).authority(), routing);
        Set<Relation> relations = Set.of(Relation.of(written).orElseThrow());
        for (DossierStatus status : DossierStatus.values()) {
            DossierMessage message =
                    MessageBuilder.aMessage().progressed(status).build();
            assertThat(table.allows(message, relations, LAND))
                    .as("status %s", status)
                    .isEqualTo(status == DossierStatus.ACCEPTED || status == DossierStatus.NOT_ACCEPTED);
        }
    }

    private static DossierParties dossier(ProcedureCode procedure, String handling, String... participants) {
        return new DossierParties(
                "H26.103-261123-0001",
                Set.of(),
                new AgencyCode("H26.01"),
                new AgencyCode("H26.103.7"),
                new AgencyCode(handling),
                Set.copyOf(Arrays.stream(participants).map(AgencyCode::new).toList()),
                procedure);
    }

    private Agency agency(String code) {
        return agencies.byCode(new AgencyCode(code)).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "H26.01   | H26.19   | ISSUER, REGISTRANT, HPASC_CORE",
                "H26.103  | H26.19   | ISSUER, RECEIVING",
                "H26.19   | H26.19   | HANDLING",
                "H26.19   | H26.19.4 | HANDLING, SUPERIOR",
                "H26.20   | H26.19   | PARTICIPANT",
                "H26.04   | H26.19   | ",
                "H26.13   | H26.19   | ",
                "H26.13.1 | H26.19   | ",
                "G22      | H26.19   | ISSUER, NATIONAL_PORTAL",
                "G12.10   | H26.19   | TAX_OFFICE",
            })
    void relationsComeFromRoutingAndTheDossiersOwnRegistration(String code, String handling, String expected) {
        assertThat(policy.relations(agency(code), dossier(CONSTRUCTION, handling, "H26.20"))
                        .toString())
                .isEqualTo("[" + (expected == null ? "" : expected) + "]");
    }

    @Test
    void theLandRegistryHasItsRoleForLandOnly() {
        assertThat(policy.relations(agency("H26.13.1"), dossier(LAND, "H26.19")))
                .containsExactly(Relation.LAND_REGISTRY);
        assertThat(policy.relations(agency("H26.13.1"), dossier(CONSTRUCTION, "H26.19")))
                .isEmpty();
    }

    @Test
    void theLandRegistryHasNoRoleWhereNoRuleSendsItAnything() {
        RoutingTable none = mock(RoutingTable.class, delegatesTo(routing));
        doReturn(Set.of()).when(none).sectorsSentTo(any());
        AuthorityPolicy strict = ShippedAuthority.among(agencies, none);

        assertThat(strict.relations(agency("H26.13.1"), dossier(LAND, "H26.19")))
                .isEmpty();
        assertThat(strict.relations(agency("H26.13.1"), dossier(CONSTRUCTION, "H26.19")))
                .isEmpty();
    }

    @Test
    void nobodyPlaysARoleWhoseDestinationNoAgencyHas() {
        RoutingTable unmanned = mock(RoutingTable.class, delegatesTo(routing));
        doReturn(Optional.empty()).when(unmanned).agencyOf("taxOffice");
        AuthorityPolicy strict =
                ShippedAuthority.among(agencies, unmanned, Map.of(Relation.TAX_OFFICE, new AgencyCode("G12.10")));

        assertThat(strict.relations(agency("G12.10"), dossier(CONSTRUCTION, "H26.19")))
                .isEmpty();
    }

    @Test
    void aUnitThatTakesPartIsReachedThroughTheAgencyAboveIt() {
        assertThat(policy.relations(agency("H26.20"), dossier(CONSTRUCTION, "H26.19", "H26.20.3")))
                .containsExactly(Relation.PARTICIPANT);
        assertThat(policy.relations(agency("H26.04"), dossier(CONSTRUCTION, "H26.19", "H26.20.3")))
                .isEmpty();
    }

    @Test
    void anAgencyAboveTheHandlingAgencyOnlyLooks() {
        DossierParties dossier = dossier(LAND, "H26.13.1");
        Agency department = agency("H26.13");
        assertThat(policy.relations(department, dossier)).containsExactly(Relation.SUPERIOR);
        assertThat(policy.mayRead(department, dossier)).isTrue();
        for (DossierMessage message : MessageBuilder.oneOfEachType()) {
            assertThat(policy.allows(department, message, dossier))
                    .as(message.type().what())
                    .isFalse();
        }
    }

    @Test
    void aUnitBelowTheHandlingAgencyActsOnlyWhereItsDescriptorSaysSo() {
        assertThat(policy.relations(agency("H26.13.1"), dossier(LAND, "H26.13")))
                .contains(Relation.HANDLING);
        Agency plain = withoutActingFor(agency("H26.13.1"));
        assertThat(policy.relations(plain, dossier(LAND, "H26.13"))).doesNotContain(Relation.HANDLING);
    }

    private static Agency withoutActingFor(Agency agency) {
        return new Agency(
                agency.code(),
                agency.otherCodes(),
                agency.vietnameseName(),
                agency.englishName(),
                agency.destination(),
                agency.grants(),
                agency.publicKeys(),
                agency.versions(),
                agency.withdrawnPassesParked());
    }

    @ParameterizedTest
    @CsvSource({
        "H26.103, H26.103-261123-0001, true",
        "H26.103, H26.103.25.7-250908-0112, true",
        "H26.13, 000.00.13.H26-261123-0001, true",
        "H26.103, H26.1030-261123-0001, false",
        "H26.103, H26.10-261123-0001, false",
        "H26.103, H26.01-261123-0001, false",
        "H26.103, H26-261123-0001, false",
        "H26.103, SBN-25-004512, false",
        "H26.13, H26.13-261123-0001, true",
        "H26.13, H26.13.5-261123-0001, true",
        "H26.13, H26.13.1-261123-0001, false",
        "H26.01, H26.103.25.7-250908-0112, true",
        "H26.01, G12.10-261123-0001, false",
        "G22, G22.99-261123-0001, true",
        "G22, H26.13-261123-0001, true",
        "G12.10, H26.13-261123-0001, false",
    })
    void aDossierCodeIsIssuedUnderThePrefixesOfADescriptor(String code, String dossier, boolean issues) {
        assertThat(policy.issuesCode(agency(code), dossier)).isEqualTo(issues);
    }

    @ParameterizedTest
    @CsvSource({
        "H26.13.1, land-registry, true",
        "H26.13, land-registry, true",
        "G22, national-portal, true",
        "H26.103, land-registry, false",
        "H26.19, national-portal, false",
        "H26.103, anything, false"
    })
    void anAliasBelongsToWhoGivesOutItsSystem(String code, String system, boolean issues) {
        assertThat(policy.issuesAliasesOf(agency(code), system)).isEqualTo(issues);
    }

    @ParameterizedTest
    @CsvSource({
        "H26.01, H26.103.25.7-250908-0112, true",
        "G22, H26.13-261123-0001, true",
        "H26.01, G12.10-261123-0001, false",
        "H26.103, H26.01-261123-0001, false",
        "H26.13.1, H26.13.1-261123-0001, true",
        "H26.13.1, H26.13-261123-0001, false"
    })
    void descriptorsThatSayNothingOfCodesStillWork(String code, String dossier, boolean issues) {
        assertThat(policy.issuesCode(withoutActingFor(agency(code)), dossier)).isEqualTo(issues);
    }

    @ParameterizedTest
    @CsvSource({
        "H26.13.1, land-registry, true",
        "G22, national-portal, true",
        "G22, land-registry, false",
        "H26.01, land-registry, false"
    })
    void partnersGiveOutTheAliasesOfTheirOwnSystems(String code, String system, boolean issues) {
        assertThat(policy.issuesAliasesOf(withoutActingFor(agency(code)), system))
                .isEqualTo(issues);
    }

    @Test
    void readsWhatItHasARelationToAndAllWhereGranted() {
        DossierParties dossier = dossier(CONSTRUCTION, "H26.19");
        assertThat(List.of("H26.01", "H26.103", "H26.19", "G22", "G12.10"))
                .allSatisfy(code ->
                        assertThat(policy.mayRead(agency(code), dossier)).isTrue());
        assertThat(List.of("H26.04", "H26.13", "H26.13.1", "H26.20"))
                .allSatisfy(code ->
                        assertThat(policy.mayRead(agency(code), dossier)).isFalse());
    }
}
