package vn.gov.hanoi.hpasc.hub.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineCheckTest {

    @ParameterizedTest
    @CsvSource({
        "--hub.confg.dir=/x, --hub.config.dir",
        "--data-dir=/x, --hub.data-dir",
        "--hub.broker.prot=1, --hub.broker.port",
        "--server.prt=1, --server.port",
        "--spring.datasource.usrname=x, --spring.datasource.username"
    })
    void tellsWhatAMistypedOptionMayHaveMeant(String argument, String meant) {
        assertThat(CommandLineCheck.findings(new String[] {argument}))
                .singleElement()
                .asString()
                .startsWith("unknown option " + argument.substring(0, argument.indexOf('=')))
                .endsWith("did you mean " + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--server.port=0",
                "--hub.data-dir=/x",
                "--logging.level.vn.gov=DEBUG",
                "--spring.datasource.hikari.data-source-properties.x=1",
                "--spring.config.location=/x",
                "--camel.component.jms.recovery-interval=1",
                "--management.endpoint.health.show-details=never",
                "--debug"
            })
    void takesWhatSetsSomething(String argument) {
        assertThat(CommandLineCheck.findings(new String[] {"run", argument})).isEmpty();
    }

    @Test
    void refusesWhatIsNoOptionAndOptionsWithoutAValue() {
        assertThat(CommandLineCheck.findings(new String[] {"run", "stray", "-x", "--hub.data-dir"}))
                .isEqualTo(List.of(
                        "unknown argument stray; settings are written --<name>=<value>",
                        "unknown argument -x; settings are written --<name>=<value>",
                        "--hub.data-dir has no value; write --hub.data-dir=<value>"));
    }

    @Test
    void saysThatTheLocaleLosesLetters() {
        assertThat(CommandLineCheck.findings(new String[] {"--hub.data-dir=/\uFFFD\uFFFDng"}))
                .singleElement()
                .asString()
                .contains("LC_ALL=C.UTF-8");
    }
}
