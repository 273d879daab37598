package vn.gov.hanoi.hpasc.connectors.departments.soap;

import java.util.List;
import org.apache.camel.RoutesBuilder;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.Destinations;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Transport;
import vn.gov.hanoi.hpasc.connectors.testkit.DeliveryBuilder;
import vn.gov.hanoi.hpasc.connectors.testkit.HttpConnectorContract;
import vn.gov.hanoi.hpasc.simulators.department.SoapDepartment;
import vn.gov.hanoi.hpasc.simulators.peer.HttpPeer;
import vn.gov.hanoi.hpasc.simulators.peer.SimulatedSystem;

class SoapDepartmentContractTest extends HttpConnectorContract {

    private SoapDepartment department;

    @Override
    protected SimulatedSystem start() {
        department = SoapDepartment.start(0);
        return department;
    }

    @Override
    protected HttpPeer peer() {
        return department.peer();
    }

    @Override
    protected Destination destination() {
        return DeliveryBuilder.aDestination(Transport.SOAP, department.endpoint());
    }

    @Override
    protected RoutesBuilder routes(Destination destination) {
        return new SoapDepartmentConfiguration().soapDepartments(new Destinations(List.of(destination)));
    }

    /** The contract's fault has no kinds. */
    @Override
    protected ErrorCode refusal(int status) {
        return ErrorCode.DESTINATION_REFUSED;
    }
}
