package vn.gov.hanoi.hpasc.hub.configuration;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows an {@link InvalidConfiguration} at start as a list of what to mend, without a stack trace. */
class InvalidConfigurationAnalyzer extends AbstractFailureAnalyzer<InvalidConfiguration> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, InvalidConfiguration cause) {
        String list = cause.findings().stream()
                .map(finding -> "    " + finding)
                .collect(Collectors.joining(System.lineSeparator()));
        return new FailureAnalysis(
                "The configuration of the hub is not valid:" + System.lineSeparator() + System.lineSeparator() + list,
                "Mend the lines named. Each file has a schema, and a commented example is shipped with the hub.",
                cause);
    }
}
