package vn.gov.hanoi.hpasc.hub.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.PortInUseException;
import vn.gov.hanoi.hpasc.hub.configuration.Finding;
import vn.gov.hanoi.hpasc.hub.configuration.InvalidConfiguration;
import vn.gov.hanoi.hpasc.hub.storage.CannotStart;

@ExtendWith(OutputCaptureExtension.class)
class PlainReportTest {

    private final PlainReport report = new PlainReport();

    @Test
    void showsSeveralFindingsAsAList(CapturedOutput output) {
        InvalidConfiguration wrong = new InvalidConfiguration(
                List.of(new Finding("a.yaml", 3, "no"), Finding.ofProperty("HUB_X", "neither")));

        assertThat(report.reportException(new IllegalStateException(wrong))).isTrue();
        assertThat(output.getErr())
                .containsSubsequence(
                        "The configuration of the hub is not valid:", "    a.yaml:3: no", "    HUB_X: neither");
    }

    @Test
    void showsOneFindingInOneLine(CapturedOutput output) {
        report.reportException(new InvalidConfiguration(List.of(new Finding("a.yaml", 3, "no"))));

        assertThat(output.getErr().strip()).isEqualTo("The hub cannot start: a.yaml:3: no");
    }

    @Test
    void saysWhatAPersonCanDo(CapturedOutput output) {
        report.reportException(new IllegalStateException(new CannotStart("It rains.", "Take an umbrella.")));
        report.reportException(new PortInUseException(8080));

        assertThat(output.getErr())
                .contains("The hub cannot start: It rains. Take an umbrella.")
                .contains("port 8080 is in use");
    }

    @Test
    void leavesOtherFailuresToSpring(CapturedOutput output) {
        assertThat(report.reportException(new IllegalStateException("?"))).isFalse();
        assertThat(output.getErr()).isEmpty();
    }
}
