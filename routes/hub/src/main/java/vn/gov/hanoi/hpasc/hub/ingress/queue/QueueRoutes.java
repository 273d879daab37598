package vn.gov.hanoi.hpasc.hub.ingress.queue;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.Agency;

/** What becomes of messages from an agency's queue. {@link QueueIntake} puts them in, and commits what comes out. */
@Component
class QueueRoutes extends RouteBuilder {

    private final Agencies agencies;
    private final QueueMessages messages;

    QueueRoutes(Agencies agencies, QueueMessages messages) {
        this.agencies = agencies;
        this.messages = messages;
    }

    static String idOf(Agency agency) {
        return "ingress.queue." + agency.destination().name();
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        agencies.all().forEach(this::takeFrom);
    }

    private void takeFrom(Agency agency) {
        from("direct:" + idOf(agency))
                .routeId(idOf(agency))
                .transform()
                .body(QueueBatch.class, messages::read)
                .transform()
                .body(QueueBatch.Read.class, messages::accept);
    }
}
