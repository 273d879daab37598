package vn.gov.hanoi.hpasc.hub;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.annotation.Resource;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.NullMarked;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** What holds for all code of the hub, its connectors, its schemas and the simulators. */
@AnalyzeClasses(packages = "vn.gov.hanoi.hpasc", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {

    private static final String HUB = "vn.gov.hanoi.hpasc.hub..";
    private static final String CONNECTORS = "vn.gov.hanoi.hpasc.connectors..";
    private static final String SPI = "vn.gov.hanoi.hpasc.connectors.spi..";
    private static final String TESTKIT = "vn.gov.hanoi.hpasc.connectors.testkit..";
    private static final String SIMULATORS = "vn.gov.hanoi.hpasc.simulators..";
    private static final String BENCHMARK = "vn.gov.hanoi.hpasc.benchmark..";
    private static final String CANONICAL = "vn.gov.hanoi.hpasc.dossier..";
    private static final String WIRE = "vn.gov.hanoi.hpasc.*.wire..";

    // ── Who may know whom ───────────────────────────────────────────────────────────────────────────────────────────

    @ArchTest
    static final ArchRule connectorsDoNotSeeEachOther = slices().matching("vn.gov.hanoi.hpasc.connectors.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(alwaysTrue(), resideInAnyPackage(SPI, TESTKIT))
            .because("a partner's change must not reach another partner's connector");

    @ArchTest
    static final ArchRule connectorsDoNotSeeTheHub = noClasses()
            .that()
            .resideInAPackage(CONNECTORS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HUB, BENCHMARK)
            .because("the hub calls connectors through the SPI, never the other way round");

    @ArchTest
    static final ArchRule simulatorsSeeOnlySchemas = noClasses()
            .that()
            .resideInAPackage(SIMULATORS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HUB, CONNECTORS, BENCHMARK)
            .because("a wrong mapping could be hidden by the same wrong code on the other side");

    @ArchTest
    static final ArchRule schemasSeeNobody = noClasses()
            .that()
            .resideInAPackage(CANONICAL)
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    HUB, CONNECTORS, SIMULATORS, BENCHMARK, "org.apache.camel..", "org.springframework.."))
            .because("what is said on the wires must not depend on who says it or with what");

    @ArchTest
    static final ArchRule theHubDoesNotSeeInsideConnectors = noClasses()
            .that()
            .resideInAPackage(HUB)
            .should()
            .dependOnClassesThat(resideInAPackage(CONNECTORS).and(not(resideInAnyPackage(SPI))))
            .because("a connector is taken up as a bean; nobody but Spring needs to know it");

    @ArchTest
    static final ArchRule onlyTheSandboxSeesSimulators = noClasses()
            .that(resideInAPackage(HUB).and(not(resideInAnyPackage(within("sandbox")))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SIMULATORS)
            .because("in production the outside systems are real");

    @ArchTest
    static final ArchRule whatAllStagesUseSeesNoStage = noClasses()
            .that()
            .resideInAnyPackage(within("configuration", "identity", "routing", "storage", "broker", "problem"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(within(
                    "ingress", "accept", "line", "health", "relay", "delivery", "ledger", "operations", "sandbox"))
            .because("the stages stand on these packages");

    @ArchTest
    static final ArchRule packagesOfTheHubHaveNoCycles = slices().matching("vn.gov.hanoi.hpasc.hub.(**)")
            .should()
            .beFreeOfCycles()
            .because("what two packages share belongs below both: a package must be readable, and testable, by itself");

    @ArchTest
    static final ArchRule nobodyBehindIngressSeesIt = noClasses()
            .that()
            .resideInAnyPackage(within("accept", "line", "health", "relay", "delivery", "dossier", "ledger"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(within("ingress"))
            .because("what was accepted is the same whatever wire it came over");

    @ArchTest
    static final ArchRule wireClassesStayAtTheWires = noClasses()
            .that(not(resideInAnyPackage(
                    WIRE,
                    "vn.gov.hanoi.hpasc.dossier.codec..",
                    "vn.gov.hanoi.hpasc.connectors.(*)..",
                    "vn.gov.hanoi.hpasc.hub.ingress..",
                    SIMULATORS,
                    BENCHMARK)))
            .or(resideInAPackage(SPI))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(WIRE)
            .because("canonical is not wire: what was generated from a contract ends where it is mapped");

    @ArchTest
    static final ArchRule mappersArePure = noClasses()
            .that()
            .haveSimpleNameEndingWith("Mapper")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "org.springframework..")
            .because("a mapping is a pure function and is tested as one");

    // ── Routes ──────────────────────────────────────────────────────────────────────────────────────────────────────

    @ArchTest
    static final ArchRule routeBuildersAreNobodysBusiness = classes()
            .that()
            .areAssignableTo(RouteBuilder.class)
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .should()
            .notBePublic()
            .allowEmptyShould(true)
            .because("a route is called by its id; its class is a detail of its package");

    // ── Spring ──────────────────────────────────────────────────────────────────────────────────────────────────────

    @ArchTest
    static final ArchRule nothingIsInjectedIntoFields = noFields()
            .should()
            .beAnnotatedWith(Autowired.class)
            .orShould()
            .beAnnotatedWith(Value.class)
            .orShould()
            .beAnnotatedWith(Resource.class)
            .because("what a class needs stands in its constructor");

    @ArchTest
    static final ArchRule settingsAreRecords = classes()
            .that()
            .areAnnotatedWith(ConfigurationProperties.class)
            .should()
            .beRecords()
            .because("settings do not change after they were validated at start");

    // ── Java ────────────────────────────────────────────────────────────────────────────────────────────────────────

    @ArchTest
    static final ArchRule timeIsInjected = noClasses()
            .that()
            .resideInAnyPackage(
                    HUB,
                    "vn.gov.hanoi.hpasc.connectors.departments..",
                    "vn.gov.hanoi.hpasc.connectors.landregistry..",
                    "vn.gov.hanoi.hpasc.connectors.payments..",
                    CANONICAL)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("time comes from an injected " + Clock.class.getSimpleName() + ", so that tests can move it");

    @ArchTest
    static final ArchRule moneyIsWhole = noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage(CANONICAL)
            .should()
            .haveRawType(double.class)
            .orShould()
            .haveRawType(float.class)
            .orShould()
            .haveRawType(Double.class)
            .orShould()
            .haveRawType(Float.class)
            .orShould()
            .haveRawType(BigDecimal.class)
            .because("amounts are whole VND, areas whole thousandths: a digest must not depend on rounding");

    @ArchTest
    static final ArchRule namesSayTheDomain = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Common)")
            .because("such a name says nothing of what the class is for");

    @ArchTest
    static final ArchRule nullIsMarked = classes()
            .that()
            .resideInAnyPackage(HUB, CONNECTORS, SIMULATORS, CANONICAL, BENCHMARK)
            .should(standInANullMarkedPackage())
            .because("only @NullMarked packages are checked for null, and package-info says what a package is for");

    @ArchTest
    static final ArchRule loggersAreCalledLog = fields().that()
            .haveRawType("org.slf4j.Logger")
            .should()
            .bePrivate()
            .andShould()
            .beStatic()
            .andShould()
            .beFinal()
            .allowEmptyShould(true)
            .because("a logger belongs to its class alone");

    private static String[] within(String... packages) {
        return Arrays.stream(packages)
                .map(name -> HUB.replace("..", "." + name + ".."))
                .toArray(String[]::new);
    }

    private static ArchCondition<JavaClass> standInANullMarkedPackage() {
        return new ArchCondition<>("stand in a @NullMarked package") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                boolean marked = item.getPackage()
                        .tryGetPackageInfo()
                        .map(info -> info.isAnnotatedWith(NullMarked.class))
                        .orElse(false);
                events.add(new SimpleConditionEvent(
                        item, marked, item.getFullName() + " has no @NullMarked package-info"));
            }
        };
    }
}
