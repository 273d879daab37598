package vn.gov.hanoi.hpasc.hub;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import vn.gov.hanoi.hpasc.hub.cli.HubCommand;
import vn.gov.hanoi.hpasc.hub.start.CommandLineCheck;
import vn.gov.hanoi.hpasc.hub.storage.DatabaseClock;

/** The hub as a process. */
@SpringBootApplication(
        scanBasePackages = {
            "vn.gov.hanoi.hpasc.hub",
            "vn.gov.hanoi.hpasc.connectors.departments",
            "vn.gov.hanoi.hpasc.connectors.landregistry",
            "vn.gov.hanoi.hpasc.connectors.nationalportal",
            "vn.gov.hanoi.hpasc.connectors.payments"
        })
@ConfigurationPropertiesScan
public class HubApplication {

    private static final int USAGE = 2;

    /** {@code run}, or nothing, starts the hub; other commands do their work and end. */
    public static void main(String[] arguments) {
        if (HubCommand.isMeant(arguments)) {
            System.exit(HubCommand.execute(arguments));
        }
        List<String> findings = CommandLineCheck.findings(arguments);
        if (!findings.isEmpty()) {
            findings.forEach(finding -> System.err.println("hub: " + finding));
            System.err.println("hub --help shows what there is.");
            System.exit(USAGE);
        }
        SpringApplication.run(HubApplication.class, arguments);
    }

    /**
     * The time that the whole hub goes by.
     *
     * @param wrong how far this node's own clock is off, for tests of just that
     */
    @Bean
    @ConditionalOnMissingBean
    Clock clock(@Value("${hub.clock.offset:0s}") Duration wrong) {
        return new DatabaseClock(Clock.offset(Clock.systemUTC(), wrong));
    }
}
