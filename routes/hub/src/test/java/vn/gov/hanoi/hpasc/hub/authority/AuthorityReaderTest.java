package vn.gov.hanoi.hpasc.hub.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.ProcedureCode;
import vn.gov.hanoi.hpasc.hub.configuration.ConfigurationFiles;
import vn.gov.hanoi.hpasc.hub.configuration.InvalidConfiguration;
import vn.gov.hanoi.hpasc.hub.identity.ShippedAgencies;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable;
import vn.gov.hanoi.hpasc.hub.routing.ShippedRouting;

class AuthorityReaderTest {

    private static final String GOOD = """
            messages:
              submitted: [hpascCore]
              supplemented: [hpascCore]
              withdrawn: [hpascCore]
              progressed: [handling, { relation: receiving, statuses: [2] }]
              supplement-requested: [handling]
              resolved: [handling]
              returned: [handling]
              reopened: [handling]
              obligation-raised: [handling]
              payment-confirmed: [hub]
              payment-refunded: [hub]
              revocation-requested: [hub]
              revoked: [handling]
            procedures:
              - code: 1.012753
                messages:
                  withdrawn: [receiving]
            """;

    private final RoutingTable routing = ShippedRouting.whole(ShippedAgencies.read());

    @TempDir
    Path folder;

    private AuthorityTable read(String yaml) {
        try {
            Files.writeString(folder.resolve("authority.yaml"), yaml);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return AuthorityReader.read(new ConfigurationFiles(folder).authority(), routing);
    }

    private List<String> wrongWith(String yaml) {
        InvalidConfiguration wrong = catchThrowableOfType(InvalidConfiguration.class, () -> read(yaml));
        assertThat(wrong).as("nothing wrong with %s", yaml).isNotNull();
        return wrong.findings().stream()
                .map(finding -> finding.toString().replace(folder + "/", ""))
                .toList();
    }

    @Test
    void aProcedureOverridesTheTypesItNamesAndNoOthers() {
        AuthorityTable table = read(GOOD);
        DossierMessage withdrawn = MessageBuilder.aMessage().withdrawn().build();
        DossierMessage resolved = MessageBuilder.aMessage().resolved().build();
        ProcedureCode named = new ProcedureCode("1.012753");
        ProcedureCode online = new ProcedureCode("1.012753.01");
        ProcedureCode other = new ProcedureCode("1.012756");

        assertThat(table.allows(withdrawn, Set.of(Relation.RECEIVING), named)).isTrue();
        assertThat(table.allows(withdrawn, Set.of(Relation.RECEIVING), online)).isTrue();
        assertThat(table.allows(withdrawn, Set.of(Relation.HPASC_CORE), named)).isFalse();
        assertThat(table.allows(withdrawn, Set.of(Relation.HPASC_CORE), other)).isTrue();
        assertThat(table.allows(resolved, Set.of(Relation.HANDLING), named)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            resolved: [handling]        | resolved: [handler]            | authority.yaml:7:
            resolved: [handling]        | resolve: [handling]            | authority.yaml:7:
            code: 1.012753              | code: 9.999999                 | authority.yaml:16: the procedure 9.999999 is not in routing.yaml
            revoked: [handling]         | reopened: [handling]           | authority.yaml:14:
            resolved: [handling]        | resolved: [{ relation: handling, statuses: [9] }] | authority.yaml:7: only progressed says a status
            statuses: [2]               | statuses: [11]                 | authority.yaml:5:
            """)
    void saysWhatIsWrongAndOnWhichLine(String good, String bad, String finding) {
        assertThat(wrongWith(GOOD.replace(good, bad)))
                .anySatisfy(said -> assertThat(said).startsWith(finding));
    }

    @Test
    void wantsALineForEveryTypeThatAgenciesSend() {
        assertThat(wrongWith(GOOD.replace("  revoked: [handling]\n", "")))
                .containsExactly("authority.yaml:1: no line says who may send revoked");
    }
}
