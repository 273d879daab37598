package vn.gov.hanoi.hpasc.connectors.departments.mq;

import jakarta.jms.ConnectionFactory;
import org.apache.camel.ExchangePattern;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.model.RouteDefinition;
import org.springframework.jms.JmsException;
import vn.gov.hanoi.hpasc.connectors.spi.ConnectorRoute;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;

/** Hands deliveries to one department's queue; accepted when the broker has the message on disk. */
class MqDepartmentConnector extends ConnectorRoute {

    private final Destination destination;
    private final ConnectionFactory broker;

    MqDepartmentConnector(Destination destination, ConnectionFactory broker) {
        super(destination.name());
        this.destination = destination;
        this.broker = broker;
    }

    @Override
    protected void call(RouteDefinition route) {
        route.doTry()
                .process(MqDepartmentExchange::message)
                .to(ExchangePattern.InOnly, queue())
                .process(MqDepartmentExchange::taken)
                .doCatch(JmsException.class)
                .process(MqDepartmentExchange::breakdown)
                .end();
    }

    /** A component of its own: what the hub configures for reading its queues is not for writing to this one. */
    private String queue() {
        JmsComponent queues = new JmsComponent();
        queues.setConnectionFactory(broker);
        queues.setHeaderFilterStrategy(new MqDepartmentHeaders());
        queues.setMessageCreatedStrategy(MqDepartmentExchange::created);
        queues.setDeliveryPersistent(true);
        queues.setDisableReplyTo(true);
        String scheme = "queue-" + destination.name();
        getContext().addComponent(scheme, queues);
        return scheme + ":queue:hpasc.out." + destination.agency().value();
    }
}
