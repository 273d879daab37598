package vn.gov.hanoi.hpasc.hub;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import vn.gov.hanoi.hpasc.hub.cli.HubCommand;

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

    /** {@code run}, or nothing, starts the hub; other commands do their work and end. */
    public static void main(String[] arguments) {
        if (HubCommand.isMeant(arguments)) {
            System.exit(HubCommand.execute(arguments));
        }
        SpringApplication.run(HubApplication.class, arguments);
    }

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }
}
