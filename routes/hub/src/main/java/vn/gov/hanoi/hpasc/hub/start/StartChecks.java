package vn.gov.hanoi.hpasc.hub.start;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import vn.gov.hanoi.hpasc.hub.configuration.Finding;
import vn.gov.hanoi.hpasc.hub.configuration.InvalidConfiguration;

/** Runs all checks as soon as the settings are known: before any bean is made, PostgreSQL and the broker among them. */
final class StartChecks implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    /** A thread that loads classes as this one does; those of the common pool do not see into the packaged jar. */
    private static final Executor THREAD =
            task -> Thread.ofPlatform().daemon().name("start-checks").start(task);

    private static final String HUB = "vn.gov.hanoi.hpasc.hub.HubApplication";

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        boolean wholeHub = event.getSpringApplication().getAllSources().stream()
                .anyMatch(source ->
                        source instanceof Class<?> type && type.getName().equals(HUB));
        if (wholeHub) {
            check(event.getEnvironment());
        }
    }

    /** @throws InvalidConfiguration naming all that is wrong */
    static void check(ConfigurableEnvironment environment) {
        Optional<String> folder = Optional.ofNullable(environment.getProperty(PlaceCheck.PROPERTY));
        // whoever has the folder has the ports too, and until it leaves nothing else matters
        refuse(folder.flatMap(PlaceCheck::held).stream().toList());
        refuse(findings(environment, folder));
    }

    private static void refuse(List<Finding> findings) {
        if (!findings.isEmpty()) {
            throw new InvalidConfiguration(findings);
        }
    }

    private static List<Finding> findings(ConfigurableEnvironment environment, Optional<String> folder) {
        // reading the files and checking the bounds cost half a second each
        CompletableFuture<List<FilesCheck.Failure>> files =
                CompletableFuture.supplyAsync(() -> FilesCheck.failures(environment), THREAD);
        KnownSettings known = KnownSettings.ofTheHub();
        List<Finding> findings = new ArrayList<>();
        ValuesCheck values = new ValuesCheck(environment, findings);
        values.each(new SettingsCheck(known, environment).given(findings));
        values.bounds(known.records());
        folder.flatMap(new PlaceCheck()::finding).ifPresent(findings::add);
        boolean good = findings.isEmpty();
        TlsCheck.finding(environment).ifPresent(findings::add);
        findings.addAll(PortsCheck.findings(environment));
        files.join().forEach(failure -> findings.addAll(failure.findings(good)));
        return findings.stream().distinct().toList();
    }

    /** After the settings and the logging. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
