package vn.gov.hanoi.hpasc.hub.payment.merchants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import vn.gov.hanoi.hpasc.connectors.payments.http.GatewayHttp;
import vn.gov.hanoi.hpasc.connectors.payments.momo.MomoGateway;
import vn.gov.hanoi.hpasc.connectors.payments.vnpay.VnpayGateway;
import vn.gov.hanoi.hpasc.connectors.payments.zalopay.ZalopayGateway;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.Destination.Limits;
import vn.gov.hanoi.hpasc.connectors.spi.Transport;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SigningKeys.KeySet;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.Payee;
import vn.gov.hanoi.hpasc.hub.configuration.ConfigurationFiles;
import vn.gov.hanoi.hpasc.hub.configuration.InvalidConfiguration;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.payment.merchants.MerchantReader.Read;

class MerchantReaderTest {

    private static final String GOOD = """
            merchants:
              - name: land-vnpay
                gateway: vnpay
                agency: 000.00.13.H26
                id: HPASC001
                endpoints:
                  pay: https://pay.example/pay
                  api: https://pay.example/api
                keys:
                  current: { secret: "env:VNPAY_SECRET" }
                  next: { secret: "file:next.secret" }
                addresses: [203.0.113.9]
                timeouts: { connect: 1s, read: 2s }
              - name: land-zalopay
                gateway: zalopay
                agency: H26.13
                default: true
                id: "2553"
                endpoints: { api: "https://zalo.example" }
                keys:
                  current: { key1: "env:VNPAY_SECRET", key2: "file:key2" }
                settlement: { separator: ";", columns: { amount: SoTien, reference: Ma } }
            lookup:
              agency: H26.13
              tokens: ["file:lookup.token"]
            """;

    private static final GatewayHttp HTTP = new GatewayHttp();

    @TempDir
    Path folder;

    private final StandardEnvironment environment = new StandardEnvironment();
    private final Map<String, Object> variables = new HashMap<>(Map.of("VNPAY_SECRET", " khoa-bi-mat "));

    @BeforeEach
    void keys() throws IOException {
        environment.getPropertySources().addFirst(new MapPropertySource("test", variables));
        Files.writeString(folder.resolve("next.secret"), "khoa-moi\n");
        Files.writeString(folder.resolve("key2"), "khoa-hai");
        Files.writeString(folder.resolve("lookup.token"), "the-bai");
    }

    @AfterAll
    static void hangUp() {
        HTTP.close();
    }

    private static Agencies agencies() {
        AgencyCode code = new AgencyCode("H26.13");
        Limits limits = new Limits(1, 0, Duration.ofSeconds(1), Duration.ofSeconds(1));
        return new Agencies(List.of(new Agency(
                code,
                Set.of(),
                "Sở",
                "Department",
                new Destination("land-office", code, Transport.PULL, null, limits),
                new Agency.Grants(Set.of(), false, Set.of()),
                List.of(),
                Set.of("v1"),
                false)));
    }

    private Read read(String yaml) {
        try {
            Files.writeString(folder.resolve("payments.yaml"), yaml);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return MerchantReader.read(
                new ConfigurationFiles(folder).payments(),
                agencies(),
                new SecretSource(folder, false, environment::getProperty),
                EndpointOverrides.of(environment),
                List.of(
                        new VnpayGateway(HTTP, Clock.systemUTC()),
                        new MomoGateway(HTTP),
                        new ZalopayGateway(HTTP, Clock.systemUTC())));
    }

    private List<String> wrongWith(String yaml) {
        InvalidConfiguration wrong = catchThrowableOfType(InvalidConfiguration.class, () -> read(yaml));
        assertThat(wrong).as("wrong").isNotNull();
        return wrong.findings().stream()
                .map(finding -> finding.toString().replace(folder + "/", ""))
                .toList();
    }

    @Test
    void aContractIsWhatTheFileAndTheEnvironmentSay() {
        variables.put("HUB_MERCHANTS_LANDVNPAY_API", "http://127.0.0.1:8095/api");
        Contract contract = read(GOOD).contracts().getFirst();
        assertThat(contract.name()).isEqualTo("land-vnpay");
        assertThat(contract.merchant().agency()).hasToString("H26.13");
        assertThat(contract.merchant().endpoint("api")).hasToString("http://127.0.0.1:8095/api");
        assertThat(contract.merchant().endpoint("pay")).hasToString("https://pay.example/pay");
        assertThat(contract.merchant().keys().accepted())
                .extracting((KeySet keys) -> keys.key("secret").value())
                .containsExactly("khoa-bi-mat", "khoa-moi");
        assertThat(contract.mayCallFrom("203.0.113.9")).isTrue();
        assertThat(contract.mayCallFrom("203.0.113.90")).isFalse();
        assertThat(contract.lease()).isEqualTo(Duration.ofSeconds(11));
        assertThat(contract.toString()).doesNotContain("khoa-bi-mat").doesNotContain("khoa-moi");
    }

    @Test
    void theWordsOfASettlementFileStandInThePlaceOfTheUsualOnes() {
        Contract contract = read(GOOD).contracts().getLast();
        assertThat(contract.forAll()).isTrue();
        assertThat(contract.settlement()).isNotNull();
        assertThat(contract.settlement().separator()).isEqualTo(';');
        assertThat(contract.settlement().columns()).hasSize(2);
    }

    @Test
    void readsTheAccountsThatMoneyGoesTo() {
        String payees = GOOD + """
                payees:
                  - { agency: 000.00.13.H26, account: "3949.0.1", bank: KBNN-HN, name: Sở }
                  - { agency: H26.13, account: "3949.0.2", name: Sở }
                """;
        assertThat(read(GOOD).payees()).isEmpty();
        assertThat(read(payees).payees())
                .containsExactly(
                        new Payees.Listed(new AgencyCode("H26.13"), new Payee("3949.0.1", "KBNN-HN", "Sở")),
                        new Payees.Listed(new AgencyCode("H26.13"), new Payee("3949.0.2", null, "Sở")));
        assertThat(wrongWith(payees.replace("0.2", "0.1")))
                .singleElement()
                .satisfies(said -> assertThat(said).startsWith("payments.yaml:28: the account is listed twice"));
        assertThat(wrongWith(payees.replace("agency: H26.13, account", "agency: H26.99, account")))
                .singleElement()
                .satisfies(said -> assertThat(said).startsWith("payments.yaml:28: no agency H26.99"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            land-zalopay           | land-vnpay           | payments.yaml:14: the name land-vnpay is used twice, first at
            name: land-zalopay     | name: lookup         | payments.yaml:14:
            gateway: zalopay       | gateway: keypay      | payments.yaml:15: the hub has no connector for keypay
            gateway: zalopay       | gateway: paypal      | payments.yaml:15:
            agency: 000.00.13.H26  | agency: H26.99       | payments.yaml:4: no agency H26.99 in agencies.yaml
            agency: 000.00.13.H26  | agency: Sở           | payments.yaml:4:
            env:VNPAY_SECRET" }    | env:GONE" }          | payments.yaml:10: the environment variable GONE is not set
            file:next.secret       | file:gone.secret     | payments.yaml:11: no file
            file:next.secret       | khoa-bi-mat          | payments.yaml:11:
            { secret: "env         | { sekret: "env       | payments.yaml:2: merchant land-vnpay: merchant land-vnpay: key secret
            https://pay.example/api | pay.example/api     | payments.yaml:8: not an http or https address
            https://pay.example/api | http://a:b@pay/api  | payments.yaml:8: not an http or https address
            [203.0.113.9]          | [everybody]          | payments.yaml:12:
            read: 2s               | read: soon           | payments.yaml:13:
            read: 2s               | read: 0s             | payments.yaml:13: not a positive duration
            id: "2553"             | id: HAIBA            | payments.yaml:14: merchant land-zalopay: merchant land-zalopay: numeric id
            amount: SoTien,        | fee: Phi,            | payments.yaml:22: a settlement file needs an amount
            separator: ";"         | charset: nothing     | payments.yaml:22:
            key2: "file:key2"      | key3: "file:key2"    | payments.yaml:14: merchant land-zalopay: merchant land-zalopay: key key2
            file:lookup.token      | file:gone.token      | payments.yaml:25: no file
            default: true          | default: perhaps     | payments.yaml:17:
            default: true          | defualt: true        | payments.yaml:
            """)
    void whatIsWrongIsNamedWithItsLine(String good, String bad, String said) {
        assertThat(GOOD).contains(good);
        assertThat(wrongWith(GOOD.replace(good, bad)))
                .isNotEmpty()
                .anySatisfy(finding -> assertThat(finding).startsWith(said))
                .allSatisfy(finding -> assertThat(finding).doesNotContain("khoa-hai"));
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThat(wrongWith(
                        GOOD.replace("agency: 000.00.13.H26", "agency: H26.99").replace("key2\"", "gone\"")))
                .hasSize(2);
    }

    @Test
    void anEmptyKeyIsNone() throws IOException {
        Files.writeString(folder.resolve("key2"), " \n");
        assertThat(wrongWith(GOOD)).singleElement().asString().contains("key2 is empty");
        variables.put("VNPAY_SECRET", " ");
        assertThat(wrongWith(GOOD)).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void anOverrideThatIsNoAddressIsNamed() {
        variables.put("hub.merchants.land-vnpay.pay", "somewhere");
        assertThat(wrongWith(GOOD))
                .singleElement()
                .asString()
                .startsWith("hub.merchants.land-vnpay.pay: not an http or https address");
    }
}
