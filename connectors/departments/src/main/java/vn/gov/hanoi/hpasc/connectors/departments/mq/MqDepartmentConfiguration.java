package vn.gov.hanoi.hpasc.connectors.departments.mq;

import jakarta.jms.ConnectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.gov.hanoi.hpasc.connectors.spi.Destinations;
import vn.gov.hanoi.hpasc.connectors.spi.QueueMessageEncoder;
import vn.gov.hanoi.hpasc.connectors.spi.RoutesPerDestination;
import vn.gov.hanoi.hpasc.connectors.spi.Transport;

/** Gives every destination over {@link Transport#MQ} its route. */
@Configuration(proxyBeanMethods = false)
public class MqDepartmentConfiguration {

    @Bean
    QueueMessageEncoder queueMessageEncoder() {
        return new MqDepartmentEncoder();
    }

    @Bean
    RoutesPerDestination mqDepartments(Destinations destinations, ConnectionFactory broker) {
        return new RoutesPerDestination(
                destinations.over(Transport.MQ), destination -> new MqDepartmentConnector(destination, broker));
    }
}
