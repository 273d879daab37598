package vn.gov.hanoi.hpasc.simulators.department;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.apache.cxf.bus.extension.ExtensionManagerBus;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxws.JaxWsServerFactoryBean;
import org.apache.cxf.transport.http_jaxws_spi.JAXWSHttpSpiTransportFactory;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.exchange.wire.v1.Deliver;
import vn.gov.hanoi.hpasc.exchange.wire.v1.DeliverResponse;
import vn.gov.hanoi.hpasc.exchange.wire.v1.DossierReceiver;
import vn.gov.hanoi.hpasc.exchange.wire.v1.DossierReceiverService;
import vn.gov.hanoi.hpasc.exchange.wire.v1.Refusal;
import vn.gov.hanoi.hpasc.exchange.wire.v1.Refused;
import vn.gov.hanoi.hpasc.simulators.peer.Arrival;
import vn.gov.hanoi.hpasc.simulators.peer.Behaviour;
import vn.gov.hanoi.hpasc.simulators.peer.Desk;
import vn.gov.hanoi.hpasc.simulators.peer.Faults;
import vn.gov.hanoi.hpasc.simulators.peer.HttpAnswer;
import vn.gov.hanoi.hpasc.simulators.peer.HttpCall;
import vn.gov.hanoi.hpasc.simulators.peer.HttpSystem;

/**
 * A department that implements {@code DossierReceiver} with CXF, from the contract, validating against its schema. What
 * CXF would answer is held back until the script is known, so that this department too can misbehave on the socket.
 */
public final class SoapDepartment extends HttpSystem {

    private static final String PATH = "/services/dossier-receiver";
    private static final String WSDL = "classpath:vn/gov/hanoi/hpasc/schemas/exchange/v1/dossier-exchange.wsdl";

    /** Between server and implementation lies CXF, which passes nothing through but the thread. */
    private static final ThreadLocal<@Nullable Turn> TURN = new ThreadLocal<>();

    private final ExtensionManagerBus bus = new ExtensionManagerBus();
    private final SoapContext context = new SoapContext(PATH);
    private final Server server;

    private SoapDepartment() {
        super(Clock.systemUTC());
        this.server = published();
    }

    /** Starts on {@code port}, or on a free one when it is 0. */
    public static SoapDepartment start(int port) {
        SoapDepartment department = new SoapDepartment();
        department.listen(port);
        return department;
    }

    /** Where the hub delivers. */
    public URI endpoint() {
        return peer().uri(PATH);
    }

    @Override
    public void close() {
        super.close();
        server.destroy();
        bus.shutdown(true);
    }

    private Server published() {
        bus.initialize();
        JaxWsServerFactoryBean factory = new JaxWsServerFactoryBean();
        factory.setBus(bus);
        factory.setServiceClass(DossierReceiver.class);
        factory.setServiceBean((DossierReceiver) this::deliver);
        factory.setWsdlLocation(WSDL);
        factory.setServiceName(DossierReceiverService.SERVICE);
        factory.setEndpointName(DossierReceiverService.DossierReceiverSoap11Port);
        factory.setAddress(PATH);
        factory.setDestinationFactory(new JAXWSHttpSpiTransportFactory(context));
        factory.setProperties(Map.of("schema-validation-enabled", "true", "exceptionMessageCauseEnabled", "false"));
        return factory.create();
    }

    @Override
    protected void serve(HttpCall call) throws IOException, InterruptedException {
        Turn mine = new Turn(call);
        TURN.set(mine);
        try {
            HttpAnswer answer = context.serve(call);
            Desk.Decision decision = mine.decision;
            if (decision == null) {
                call.answer(answer);
            } else {
                Faults.play(call, decision, new SaidByCxf(answer));
            }
        } finally {
            TURN.remove();
        }
    }

    private DeliverResponse deliver(Deliver request) throws Refused {
        Turn mine = TURN.get();
        if (mine == null) {
            throw new IllegalStateException("not called over our own server");
        }
        Desk.Decision decision = desk().decide(new Arrival(
                Objects.requireNonNull(mine.call.header("idempotency-key"), "no Idempotency-Key"),
                request.getSequence(),
                request.getMessage().getSubject(),
                request.getMessage().getType().value(),
                mine.call.bodyText()));
        mine.decision = decision;
        if (decision.behaviour() instanceof Behaviour.Refuse refuse) {
            Refusal refusal = new Refusal();
            refusal.setCode("TC-" + refuse.status());
            refusal.setReason(refuse.reason());
            throw new Refused(refuse.reason(), refusal);
        }
        DeliverResponse response = new DeliverResponse();
        response.setReference(decision.reference());
        return response;
    }

    /** One request, from the server through CXF to the implementation, on one thread. */
    private static final class Turn {
        private final HttpCall call;
        private Desk.@Nullable Decision decision;

        Turn(HttpCall call) {
            this.call = call;
        }
    }

    /** The words are CXF's own. */
    private record SaidByCxf(HttpAnswer answer) implements Faults.Words {
        @Override
        public HttpAnswer accepted(String reference) {
            return answer;
        }

        @Override
        public HttpAnswer refused(int status, String reason) {
            return answer;
        }
    }
}
