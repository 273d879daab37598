package vn.gov.hanoi.hpasc.hub.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a file is said with its line. */
class StrictFilesTest {

    private static final String GOOD = """
            agencies:
              - code: H26.13
                name: { vi: Sở, en: Department }
                destination:
                  name: land-office
                  transport: PULL
                grants:
                  send: [progressed]
            """;

    @TempDir
    Path folder;

    private ConfigurationFiles read(String agencies) {
        return read(agencies.getBytes(StandardCharsets.UTF_8));
    }

    private ConfigurationFiles read(byte[] agencies) {
        try {
            Files.write(folder.resolve("agencies.yaml"), agencies);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new ConfigurationFiles(folder);
    }

    private List<String> wrongWith(String agencies) {
        return wrongWith(agencies.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> wrongWith(byte[] agencies) {
        InvalidConfiguration wrong = catchThrowableOfType(InvalidConfiguration.class, () -> read(agencies));
        assertThat(wrong).isNotNull();
        return wrong.findings().stream()
                .map(finding -> finding.toString().replace(folder.resolve("agencies.yaml") + ":", ""))
                .toList();
    }

    @Test
    void aGoodFileIsRead() {
        Entry agency = read(GOOD).agencies().items("agencies").getFirst();
        assertThat(agency.at("code").text()).isEqualTo("H26.13");
        assertThat(agency.find("publicKeys")).isEmpty();
        assertThat(agency.at("destination").at("name")).hasToString(folder.resolve("agencies.yaml") + ":5");
    }

    @Test
    void whatTheFolderDoesNotHaveIsTakenFromTheExamples() {
        assertThat(read(GOOD).routing().items("procedures")).isNotEmpty();
    }

    @Test
    void aFolderThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> new ConfigurationFiles(folder.resolve("nowhere")))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessage("hub.config.dir: no such folder: " + folder.resolve("nowhere"));
    }

    @Test
    void severalErrorsInBothFilesAreSaidAtOnce() throws IOException {
        Files.writeString(folder.resolve("routing.yaml"), "unknownProcedure: maybe\n");
        InvalidConfiguration wrong = catchThrowableOfType(
                InvalidConfiguration.class,
                () -> read(GOOD.replace("PULL", "PIGEON").replace("H26.13", "H26-13")));
        assertThat(wrong.findings())
                .extracting(finding -> Path.of(finding.where()).getFileName() + ":" + finding.line())
                .contains("agencies.yaml:2", "agencies.yaml:6", "routing.yaml:1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    code: H26.13     | codes: H26.13    | 2: unknown key codes
                    code: H26.13     | code: H26-13     | 2: agencies/0/code: does not match the regex
                    code: H26.13     | code: [H26.13]   | 2: agencies/0/code: array found, string expected
                    code: H26.13     | code:            | 2: agencies/0/code: null found, string expected
                    en: Department } | de: Amt }        | 3: unknown key de
                    name: land       | name: Land       | 5: agencies/0/destination/name: does not match the regex
                    PULL             | PIGEON           | 6: agencies/0/destination/transport: does not have a value in the enumeration
                    transport: PULL  | speed: 3         | 6: unknown key speed
                    progressed]      | parked]          | 8: agencies/0/grants/send/0: does not have a value in the enumeration
                    [progressed]     | progressed       | 8: agencies/0/grants/send: string found, array expected
                    [progressed]     | [resolved, resolved] | 8: agencies/0/grants/send: must have only unique items
                    """)
    void whatTheSchemaForbidsIsNamedWithItsLine(String good, String bad, String said) {
        assertThat(wrongWith(GOOD.replace(good, bad)))
                .anySatisfy(line -> assertThat(line).startsWith(said));
    }

    @Test
    void whatIsMissingIsNamedWithTheLineOfWhatLacksIt() {
        assertThat(wrongWith(GOOD.replace("    name: { vi: Sở, en: Department }\n", "")))
                .singleElement()
                .asString()
                .isEqualTo("2: agencies/0: required property 'name' not found");
    }

    @Test
    void aKeyTwiceIsAnError() {
        assertThat(wrongWith(GOOD + "    grants: { send: [] }\n"))
                .containsExactly("9: the key grants appears twice, first on line 7");
    }

    @Test
    void aTabIsAnError() {
        assertThat(wrongWith("agencies:\n\t- code: H26.13\n"))
                .singleElement()
                .asString()
                .startsWith("2: not YAML: ");
    }

    @Test
    void brokenBracketsAreAnError() {
        assertThat(wrongWith("agencies: [\n  {code: H26.13\n]\n"))
                .singleElement()
                .asString()
                .startsWith("3: not YAML: ");
    }

    @Test
    void anAliasIsAnError() {
        assertThat(wrongWith(GOOD.replace("send: [progressed]", "send: &all [progressed]") + "    otherCodes: *all\n"))
                .containsExactly("8: anchors and aliases are not supported");
    }

    @Test
    void aTagIsAnError() {
        assertThat(wrongWith(GOOD.replace("H26.13", "!secret H26.13")))
                .containsExactly("2: tags are not supported: !secret");
        assertThat(wrongWith(GOOD.replace("H26.13", "!!java.net.URL [http://127.0.0.1]")))
                .singleElement()
                .asString()
                .startsWith("2: not YAML: Global tag is not allowed");
    }

    @Test
    void aKeyThatIsNoWordIsAnError() {
        assertThat(wrongWith("agencies: []\n? [a, b]\n: c\n")).containsExactly("2: a key must be a word");
    }

    @Test
    void anEmptyFileIsAnError() {
        assertThat(wrongWith("# nothing\n")).containsExactly("1: the file is empty");
    }

    @Test
    void twoDocumentsAreAnError() {
        assertThat(wrongWith(GOOD + "---\n" + GOOD)).singleElement().asString().startsWith("9: not YAML: ");
    }

    @Test
    void aControlCharacterIsAnError() {
        assertThat(wrongWith("agencies: []\n# \u0007\n")).containsExactly("2: not YAML: a forbidden character");
    }

    @Test
    void bytesThatAreNotUtf8AreAnError() {
        assertThat(wrongWith(new byte[] {'a', ':', ' ', (byte) 0xff})).containsExactly("1: the file is not UTF-8");
    }

    @Test
    void deepNestingIsAnError() {
        assertThat(wrongWith("agencies: " + "[".repeat(5000)))
                .singleElement()
                .asString()
                .contains("not YAML: ");
    }

    @ParameterizedTest
    @CsvSource({"1.012750, 1.012750", "no, no", "010, 010", "0x1F, 0x1F", "12:30:45, 12:30:45", "2026-01-01, 2026-01-01"
    })
    void unquotedWordsStayAsTheyAreWritten(String written, String read) {
        Entry root = StrictYaml.read("f", "a: " + written, new Findings()).orElseThrow();
        assertThat(root.node().get("a").isTextual()).isTrue();
        assertThat(root.at("a").text()).isEqualTo(read);
    }
}
