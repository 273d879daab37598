package vn.gov.hanoi.hpasc.connectors.landregistry;

import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.model.RouteDefinition;
import vn.gov.hanoi.hpasc.connectors.spi.ConnectorRoute;
import vn.gov.hanoi.hpasc.connectors.spi.Delivery;
import vn.gov.hanoi.hpasc.connectors.spi.DeliveryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.landregistry.LandDossiers;
import vn.gov.hanoi.hpasc.dossier.MessageType;

/** Makes of a delivery a call of the land registry, or none, and of the answer an outcome. */
class LandRegistryConnector extends ConnectorRoute {

    private final LandRegistryMapper mapper;
    private final LandDossiers dossiers;
    private final LandRegistryClient client;

    LandRegistryConnector(
            String destination, LandRegistryMapper mapper, LandDossiers dossiers, LandRegistryClient client) {
        super(destination);
        this.mapper = mapper;
        this.dossiers = dossiers;
        this.client = client;
    }

    @Override
    protected void call(RouteDefinition route) {
        route.process(this::tell);
    }

    private void tell(Exchange exchange) throws InvalidPayloadException, DestinationUnavailable {
        Delivery delivery = exchange.getMessage().getMandatoryBody(Delivery.class);
        exchange.getMessage().setBody(outcome(delivery));
    }

    private DeliveryOutcome outcome(Delivery delivery) throws DestinationUnavailable {
        return switch (mapper.step(delivery, dossiers)) {
            case LandStep.Nothing nothing -> new DeliveryOutcome.Accepted(nothing.why());
            case LandStep.Unfit unfit -> new DeliveryOutcome.Rejected(unfit.code(), unfit.why());
            case LandStep.Call call ->
                noted(
                        client.call(
                                call.operation(),
                                LandBody.of(call.body(), call.files()),
                                delivery.message().type() == MessageType.WITHDRAWN),
                        call);
        };
    }

    /** What was left out is said where the outcome is looked up. */
    private static DeliveryOutcome noted(DeliveryOutcome outcome, LandStep.Call call) {
        return outcome instanceof DeliveryOutcome.Accepted && !call.omitted().isEmpty()
                ? new DeliveryOutcome.Accepted("without the files of %d papers, which the hub does not keep"
                        .formatted(call.omitted().size()))
                : outcome;
    }
}
