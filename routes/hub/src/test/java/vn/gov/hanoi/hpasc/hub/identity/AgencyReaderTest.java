package vn.gov.hanoi.hpasc.hub.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.unit.DataSize;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.Destination.Limits;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.configuration.ConfigurationFiles;
import vn.gov.hanoi.hpasc.hub.configuration.InvalidConfiguration;

class AgencyReaderTest {

    private static final String TWO = """
            agencies:
              - code: H26.13
                otherCodes: [G10.26]
                name: { vi: Sở, en: Department }
                destination:
                  name: land-office
                  transport: REST
                  endpoint: http://127.0.0.1:1/land
                grants: { send: [progressed] }
              - code: 000.00.19.H26
                name: { vi: Sở, en: Department }
                destination:
                  name: construction
                  transport: PULL
                grants: { send: [] }
                publicKeys: []
            """;

    @TempDir
    Path folder;

    private final StandardEnvironment environment = new StandardEnvironment();

    private Agencies read(String yaml) {
        try {
            Files.writeString(folder.resolve("agencies.yaml"), yaml);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return AgencyReader.read(
                new ConfigurationFiles(folder).agencies(),
                new KeyFolder(folder, false),
                DestinationOverrides.of(environment),
                AgencyLimits.NONE);
    }

    private List<String> wrongWith(String yaml) {
        InvalidConfiguration wrong = catchThrowableOfType(InvalidConfiguration.class, () -> read(yaml));
        assertThat(wrong).isNotNull();
        return wrong.findings().stream()
                .map(finding -> finding.toString().replace(folder + "/", ""))
                .toList();
    }

    private Destination landOffice() {
        return read(TWO).byDestination("land-office").orElseThrow().destination();
    }

    @Test
    void readsTheLimitsOfAnAgencyAndTakesTheUsualForTheRest() {
        Agencies agencies = read(TWO.replace(
                "    grants: { send: [progressed] }",
                "    grants: { send: [progressed] }\n    limits: { perSecond: 7, bytesInFlight: 3MB, held: 12 }"));

        AgencyLimits own =
                agencies.byCode(new AgencyCode("H26.13")).orElseThrow().limits();
        assertThat(own.perSecond()).isEqualTo(7);
        assertThat(own.bytesInFlight()).isEqualTo(DataSize.ofMegabytes(3));
        assertThat(own.held()).isEqualTo(12);
        assertThat(own.burst()).isEqualTo(AgencyLimits.NONE.burst());
        assertThat(agencies.byCode(new AgencyCode("H26.19")).orElseThrow().limits())
                .isEqualTo(AgencyLimits.NONE);
    }

    @Test
    void hasLimitsForAgenciesThatHaveNone() {
        AgencyLimits usual = new Binder(List.of()).bindOrCreate("hub.limits", AgencyLimits.class);

        assertThat(usual.held()).isEqualTo(10_000);
        assertThat(usual.perSecond()).isPositive();
        assertThat(usual.burst()).as("two whole batches").isGreaterThanOrEqualTo(1_000);
    }

    @Test
    void anAgencyIsKnownByEachOfItsCodesInEitherNotation() {
        Agencies agencies = read(TWO);
        assertThat(List.of("H26.13", "000.00.13.H26", "G10.26", "000.00.26.G10"))
                .allSatisfy(code -> assertThat(agencies.byCode(new AgencyCode(code)))
                        .hasValueSatisfying(agency -> assertThat(agency.code()).hasToString("H26.13")));
        assertThat(agencies.byCode(new AgencyCode("H26.19"))).isPresent();
        assertThat(agencies.byCode(new AgencyCode("H26.1"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "H26.13, H26.13",
        "H26.13.5, H26.13",
        "H26.13.5.7, H26.13",
        "G10.26.1, H26.13",
        "H26.130, ''",
        "H26, ''",
        "G10, ''"
    })
    void theNearestAgencyIsTheOneItselfOrOneAbove(String code, String nearest) {
        assertThat(read(TWO)
                        .nearest(new AgencyCode(code))
                        .map(agency -> agency.code().value())
                        .orElse(""))
                .isEqualTo(nearest);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    000.00.19.H26            | 000.00.13.H26       | agencies.yaml:10: the code H26.13 is used twice, first at agencies.yaml:2
                    000.00.19.H26            | G10.26              | agencies.yaml:10: the code G10.26 is used twice, first at agencies.yaml:3
                    otherCodes: [G10.26]     | otherCodes: [H26.13] | agencies.yaml:3: the code H26.13 is used twice, first at agencies.yaml:2
                    name: construction       | name: land-office   | agencies.yaml:13: the destination land-office is used twice, first at agencies.yaml:6
                    name: construction       | name: landoffice    | agencies.yaml:13: the destination landoffice is used twice, first at agencies.yaml:6
                    transport: REST          | transport: MQ       | agencies.yaml:8: a destination over MQ has no endpoint
                    transport: PULL          | transport: SOAP     | agencies.yaml:12: a destination over SOAP needs an endpoint
                    http://127.0.0.1:1/land  | 127.0.0.1/land      | agencies.yaml:8: not an http or https address
                    http://127.0.0.1:1/land  | file:///etc/passwd  | agencies.yaml:8: not an http or https address
                    http://127.0.0.1:1/land  | http://a:b@host/    | agencies.yaml:8: not an http or https address
                    publicKeys: []           | publicKeys: ["file:gone.pub.pem"] | agencies.yaml:16: no key file gone.pub.pem
                    """)
    void whatDoesNotFitTogetherIsNamedWithItsLine(String good, String bad, String said) {
        assertThat(wrongWith(TWO.replace(good, bad))).singleElement().asString().startsWith(said);
    }

    @Test
    void anAgencySpeaksTheFirstVersionAndCorrectsItselfWhereNothingElseIsSaid() {
        Agencies agencies =
                read(TWO.replace("grants: { send: [] }", "grants: { send: [], corrects: [000.00.13.H26] }"));

        assertThat(agencies.byCode(new AgencyCode("H26.13"))).hasValueSatisfying(land -> {
            assertThat(land.versions()).containsExactly("v1");
            assertThat(land.grants().corrects()).isEmpty();
        });
        assertThat(agencies.byCode(new AgencyCode("H26.19")))
                .hasValueSatisfying(construction ->
                        assertThat(construction.grants().corrects()).containsExactly(new AgencyCode("H26.13")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"versions: [v2]", "versions: []", "versions: [v1, v1]", "versions: v1"})
    void aVersionThatTheHubDoesNotSpeakStopsTheStart(String versions) {
        assertThat(wrongWith(TWO.replace("publicKeys: []", versions))).isNotEmpty();
    }

    @Test
    void onlyWhomItsDescriptorNamesSpeaksOfAnAgencysObligations() {
        Agencies agencies = read(TWO.replace(
                "grants: { send: [] }",
                "grants: { send: [] }\n    payments: { counter: true, revokedThrough: [000.00.13.H26] }"));

        assertThat(agencies.byCode(new AgencyCode("H26.13")).orElseThrow().payments())
                .isEqualTo(Agency.Payments.OWN);
        assertThat(agencies.byCode(new AgencyCode("H26.19")).orElseThrow().payments())
                .isEqualTo(new Agency.Payments(true, Set.of(new AgencyCode("H26.13"))));
        assertThat(wrongWith(TWO.replace(
                        "grants: { send: [] }", "grants: { send: [] }\n    payments: { revokedThrough: [H26.99] }")))
                .singleElement()
                .asString()
                .startsWith("agencies.yaml:16: no agency has the code H26.99");
    }

    @Test
    void anAgencyCannotBeTrustedWithMessagesOfNobody() {
        assertThat(wrongWith(TWO.replace("grants: { send: [] }", "grants: { send: [], corrects: [H26.99] }")))
                .singleElement()
                .asString()
                .startsWith("agencies.yaml:15: no agency has the code H26.99");
    }

    @Test
    void everythingWrongIsSaidAtOnce() {
        assertThat(wrongWith(TWO.replace("000.00.19.H26", "H26.13")
                        .replace("http://", "ftp://")
                        .replace("publicKeys: []", "publicKeys: [\"file:gone.pub.pem\"]")))
                .hasSize(3);
    }

    @Test
    void keysAreReadFromPemFromAJwkAndFromAFile() throws Exception {
        ECKey one = new ECKeyGenerator(Curve.P_256).generate();
        ECKey two = new ECKeyGenerator(Curve.P_256).generate();
        ECKey three = new ECKeyGenerator(Curve.P_256).generate();
        Files.writeString(folder.resolve("three.pem"), pem(three));
        String keys = "publicKeys:\n      - |\n" + pem(one).indent(8) + "      - '"
                + two.toPublicJWK().toJSONString() + "'\n      - file:three.pem";
        assertThat(read(TWO.replace("publicKeys: []", keys))
                        .byDestination("construction")
                        .orElseThrow()
                        .publicKeys())
                .extracting(key -> key.getW())
                .containsExactly(
                        one.toECPublicKey().getW(),
                        two.toECPublicKey().getW(),
                        three.toECPublicKey().getW());
    }

    @Test
    void keysThatAreNoPublicKeysOnP256AreErrors() throws Exception {
        ECKey wrongCurve = new ECKeyGenerator(Curve.P_384).generate();
        ECKey own = new ECKeyGenerator(Curve.P_256).generate();
        Files.writeString(folder.resolve("wrong.pem"), pem(wrongCurve));
        Files.writeString(folder.resolve("broken.pem"), "-----BEGIN PUBLIC KEY-----\n%%%%\n-----END PUBLIC KEY-----\n");
        Files.writeString(
                folder.resolve("private.pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        assertThat(wrongWith(TWO.replace(
                        "publicKeys: []",
                        "publicKeys:\n      - file:wrong.pem\n      - file:broken.pem\n"
                                + "      - file:private.pem\n      - '" + own.toJSONString() + "'")))
                .containsExactly(
                        "agencies.yaml:17: the key is not on P-256",
                        "agencies.yaml:18: not a public key on P-256, as PEM or JWK",
                        "agencies.yaml:19: this is a private key; only the public one belongs here",
                        "agencies.yaml:20: this is a private key; only the public one belongs here");
    }

    @Test
    void aKeyOfTwoAgenciesIsAnError() throws Exception {
        Files.writeString(folder.resolve("same.pem"), pem(new ECKeyGenerator(Curve.P_256).generate()));
        String yaml = TWO.replace(
                        "grants: { send: [progressed] }", "grants: { send: [] }\n    publicKeys: [\"file:same.pem\"]")
                .replace("publicKeys: []", "publicKeys: [\"file:same.pem\"]");
        assertThat(wrongWith(yaml))
                .containsExactly("agencies.yaml:17: this key is used twice, first at agencies.yaml:10");
    }

    @ParameterizedTest
    @CsvSource({
        "hub.destinations.land-office.endpoint",
        "HUB_DESTINATIONS_LANDOFFICE_ENDPOINT",
        "HUB_DESTINATIONS_LAND_OFFICE_ENDPOINT"
    })
    void anEndpointIsOverriddenByWhateverSpellingTheEnvironmentAllows(String property) {
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("test", Map.of(property, "https://other:8443/in")));
        assertThat(landOffice().endpoint()).isEqualTo(URI.create("https://other:8443/in"));
    }

    @Test
    void limitsAreOverriddenToo() {
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "hub.destinations.land-office.concurrency", 2,
                                "HUB_DESTINATIONS_LANDOFFICE_PERSECOND", "50",
                                "hub.destinations.land-office.connect-timeout", "250ms",
                                "HUB_DESTINATIONS_LAND_OFFICE_READ_TIMEOUT", "${wait}",
                                "wait", "1m")));
        assertThat(landOffice().limits()).isEqualTo(new Limits(2, 50, Duration.ofMillis(250), Duration.ofMinutes(1)));
    }

    @Test
    void theSourceOfHigherPrecedenceCounts() {
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("low", Map.of("hub.destinations.land-office.endpoint", "http://low/")));
        environment
                .getPropertySources()
                .addFirst(
                        new MapPropertySource("high", Map.of("HUB_DESTINATIONS_LANDOFFICE_ENDPOINT", "http://high/")));
        assertThat(landOffice().endpoint()).isEqualTo(URI.create("http://high/"));
    }

    @Test
    void anOverrideThatMakesNoSenseIsNamed() {
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "HUB_DESTINATIONS_LANDOFFICE_ENDPOINT", "nowhere",
                                "hub.destinations.land-office.concurrency", "0",
                                "hub.destinations.land-office.read-timeout", "soon")));
        assertThat(wrongWith(TWO))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).startsWith("HUB_DESTINATIONS_LANDOFFICE_ENDPOINT: not an http"))
                .anySatisfy(line -> assertThat(line)
                        .isEqualTo("hub.destinations.land-office.concurrency: not a number from 1 to 256: 0"))
                .anySatisfy(line -> assertThat(line).startsWith("hub.destinations.land-office.read-timeout: "));
    }

    @Test
    void anOverrideWithoutADestinationIsNoticed() {
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("hub.destinations.lan-doffice.endpont", "http://x/")));
        DestinationOverrides overrides = DestinationOverrides.of(environment);
        assertThat(overrides.unused()).containsExactly("hub.destinations.lan-doffice.endpont");
    }

    private static String pem(ECKey key) throws Exception {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(key.toECPublicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }
}
