package vn.gov.hanoi.hpasc.hub.start;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.BeansException;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;
import vn.gov.hanoi.hpasc.hub.configuration.Finding;
import vn.gov.hanoi.hpasc.hub.configuration.InvalidConfiguration;

/** Reads the configuration files and the keys they name, as the hub will. */
final class FilesCheck {

    /** What makes something of the files; none of it opens a port or a connection. */
    private static final String[] READERS = {
        "vn.gov.hanoi.hpasc.hub.configuration",
        "vn.gov.hanoi.hpasc.hub.identity",
        "vn.gov.hanoi.hpasc.hub.routing",
        "vn.gov.hanoi.hpasc.hub.authority",
        "vn.gov.hanoi.hpasc.hub.payment.merchants",
        "vn.gov.hanoi.hpasc.connectors.payments"
    };

    private FilesCheck() {}

    /** The settings of the readers, and the clock. Not annotated as a configuration, so that the scan of the hub misses it. */
    @ConfigurationPropertiesScan({
        "vn.gov.hanoi.hpasc.hub.configuration",
        "vn.gov.hanoi.hpasc.hub.identity",
        "vn.gov.hanoi.hpasc.hub.payment.merchants"
    })
    static class Settings {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }

    /** Why something could not be made of the files. */
    record Failure(BeansException cause) {

        /**
         * What is wrong.
         *
         * @param settingsAreGood whether all settings are: what cannot be read for a wrong setting was told already
         */
        List<Finding> findings(boolean settingsAreGood) {
            for (Throwable each = cause; each != null; each = each.getCause()) {
                if (each instanceof InvalidConfiguration invalid) {
                    return invalid.findings();
                }
            }
            String reason = String.valueOf(cause.getMostSpecificCause().getMessage());
            return settingsAreGood ? List.of(Finding.ofProperty("hub.config.dir", reason)) : List.of();
        }
    }

    /** All that cannot be read. */
    static List<Failure> failures(ConfigurableEnvironment environment) {
        List<Failure> failures = new ArrayList<>();
        try (AnnotationConfigApplicationContext readers = new AnnotationConfigApplicationContext()) {
            readers.setEnvironment(environment);
            readers.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
            readers.register(Settings.class);
            readers.scan(READERS);
            readers.refresh();
            for (String name : readers.getBeanDefinitionNames()) {
                try {
                    readers.getBean(name);
                } catch (BeansException failed) {
                    failures.add(new Failure(failed));
                }
            }
        }
        return failures;
    }
}
