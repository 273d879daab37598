package vn.gov.hanoi.hpasc.connectors.departments.soap;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.gov.hanoi.hpasc.connectors.spi.Destinations;
import vn.gov.hanoi.hpasc.connectors.spi.RoutesPerDestination;
import vn.gov.hanoi.hpasc.connectors.spi.Transport;

/** Gives every destination over {@link Transport.SOAP} its route. */
@Configuration(proxyBeanMethods = false)
public class SoapDepartmentConfiguration {

    @Bean
    RoutesPerDestination soapDepartments(Destinations destinations) {
        return new RoutesPerDestination(destinations.over(Transport.SOAP), SoapDepartmentConnector::new);
    }
}
