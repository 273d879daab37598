package vn.gov.hanoi.hpasc.hub.delivery;

import java.time.Clock;
import org.apache.camel.CamelContext;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.hub.accept.AcceptNode;
import vn.gov.hanoi.hpasc.hub.broker.BrokerBoots;
import vn.gov.hanoi.hpasc.hub.health.DestinationHealth;
import vn.gov.hanoi.hpasc.hub.identity.City;
import vn.gov.hanoi.hpasc.hub.line.Claims;
import vn.gov.hanoi.hpasc.hub.line.Outbox;

/** The delivery stage in a bare Camel context, for tests of its neighbours. */
public final class DeliveryStage implements AutoCloseable {

    private final DeliveryLoader loader;
    private final Settlements settlements;

    /** Adds the routes of the stage to {@code camel}; the connectors are the caller's. */
    public DeliveryStage(CamelContext camel, AcceptNode node, Outbox outbox, DestinationHealth health, Claims claims)
            throws Exception {
        DeliveryProperties properties = new DeliveryProperties(5);
        this.loader = new DeliveryLoader(node.transactions, new MessageCodec(), City.destinations(), node.handover);
        this.settlements = new Settlements(node.transactions, node.notices, outbox, Clock.systemUTC(), 2);
        DeliverySteps steps = new DeliverySteps(
                loader, settlements, health, claims, properties, new BrokerBoots(), Clock.systemUTC());
        camel.addRoutesConfigurations(new DeliveryErrors(steps));
        camel.addRoutes(new DeliveryRoutes(City.destinations(), steps));
    }

    @Override
    public void close() {
        settlements.close();
        loader.close();
    }
}
