package vn.gov.hanoi.hpasc.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.interfaces.ECPublicKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.hanoi.hpasc.hub.identity.KeyFolder;

class HubCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void startsTheHubUnlessACommandIsMeant() {
        assertThat(HubCommand.isMeant(new String[] {})).isFalse();
        assertThat(HubCommand.isMeant(new String[] {"run", "--server.port=0"})).isFalse();
        assertThat(HubCommand.isMeant(new String[] {"--server.port=0"})).isFalse();
        assertThat(HubCommand.isMeant(new String[] {"token", "H26.13"})).isTrue();
        assertThat(HubCommand.isMeant(new String[] {"--help"})).isTrue();
        assertThat(HubCommand.isMeant(new String[] {"-h"})).isTrue();
        assertThat(HubCommand.isMeant(new String[] {"run", "--help"})).isTrue();
        assertThat(HubCommand.isMeant(new String[] {"--hub.data-dir=/x", "-h"})).isTrue();
        assertThat(HubCommand.isMeant(new String[] {"serv"})).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"serv, send", "tokn, token", "rnu, run", "setle, settle"})
    void tellsWhichCommandMayHaveBeenMeant(String command, String meant) {
        assertThat(run(command)).isEqualTo(2);

        assertThat(err.toString()).contains("'" + command + "'").contains(meant);
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help", "run --help", "--hub.data-dir=/x --help"})
    void helpsHoweverItIsAsked(String arguments) {
        assertThat(run(arguments.split(" "))).isZero();

        assertThat(out.toString()).contains("Usage: hub");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V", "version"})
    void saysItsVersionHoweverItIsAsked(String argument) {
        assertThat(run(argument)).isZero();

        assertThat(out.toString()).contains("HPASC Integration Hub");
    }

    @Test
    void printsATokenSignedWithTheAgencysKey() throws Exception {
        ECPublicKey key = new KeyFolder(folder.resolve("keys"), true).publicKey("H26.13.pub.pem");

        int exit = run("token", "000.00.13.H26", "--data-dir", folder.toString(), "--hours", "1");

        assertThat(exit).isZero();
        SignedJWT token = SignedJWT.parse(out.toString().strip());
        assertThat(token.verify(new ECDSAVerifier(key))).isTrue();
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("H26.13");
    }

    @Test
    void saysWhichKeyFileIsMissing() {
        int exit = run("token", "H26.13", "--data-dir", folder.toString());

        assertThat(exit).isEqualTo(1);
        assertThat(err.toString()).contains("H26.13.pub.pem").doesNotContain("\tat ");
    }

    @Test
    void saysWhatIsWrongWithAnAgencyCode() {
        int exit = run("token", "Hanoi");

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("Hanoi");
    }

    @Test
    void saysWhereABrokerUserShouldBe() {
        int exit = run("receive", "--agency", "H26.13", "--data-dir", folder.toString());

        assertThat(exit).isEqualTo(1);
        assertThat(err.toString()).contains("H26.13.properties");
    }

    private int run(String... arguments) {
        return HubCommand.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
