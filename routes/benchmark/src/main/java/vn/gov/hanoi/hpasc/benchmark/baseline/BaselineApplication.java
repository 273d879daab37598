package vn.gov.hanoi.hpasc.benchmark.baseline;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** The baseline as a process of its own. Its settings are in {@code baseline.yml}. */
@SpringBootApplication
@EnableConfigurationProperties(BaselineProperties.class)
public class BaselineApplication {

    public static void main(String[] arguments) {
        System.setProperty("spring.config.name", "baseline");
        SpringApplication.run(BaselineApplication.class, arguments);
    }
}
