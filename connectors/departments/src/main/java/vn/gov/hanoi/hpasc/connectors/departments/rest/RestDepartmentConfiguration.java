package vn.gov.hanoi.hpasc.connectors.departments.rest;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.gov.hanoi.hpasc.connectors.spi.Destinations;
import vn.gov.hanoi.hpasc.connectors.spi.RoutesPerDestination;
import vn.gov.hanoi.hpasc.connectors.spi.Transport;

/** Gives every destination over {@link Transport#REST} its route. */
@Configuration(proxyBeanMethods = false)
public class RestDepartmentConfiguration {

    @Bean
    RoutesPerDestination restDepartments(Destinations destinations) {
        return new RoutesPerDestination(destinations.over(Transport.REST), RestDepartmentConnector::new);
    }
}
