package vn.gov.hanoi.hpasc.hub.commit;

import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the commit package offers. */
@Configuration(proxyBeanMethods = false)
class CommitConfiguration {

    @Bean
    Transactions transactions(DataSource dataSource) {
        return new Transactions(dataSource);
    }
}
