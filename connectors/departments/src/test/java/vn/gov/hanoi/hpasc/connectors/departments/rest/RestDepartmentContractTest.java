package vn.gov.hanoi.hpasc.connectors.departments.rest;

import java.util.List;
import org.apache.camel.RoutesBuilder;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.Destinations;
import vn.gov.hanoi.hpasc.connectors.spi.Transport;
import vn.gov.hanoi.hpasc.connectors.testkit.DeliveryBuilder;
import vn.gov.hanoi.hpasc.connectors.testkit.HttpConnectorContract;
import vn.gov.hanoi.hpasc.simulators.department.RestDepartment;
import vn.gov.hanoi.hpasc.simulators.peer.HttpPeer;
import vn.gov.hanoi.hpasc.simulators.peer.SimulatedSystem;

class RestDepartmentContractTest extends HttpConnectorContract {

    private RestDepartment department;

    @Override
    protected SimulatedSystem start() {
        department = RestDepartment.start(0);
        return department;
    }

    @Override
    protected HttpPeer peer() {
        return department.peer();
    }

    @Override
    protected Destination destination() {
        return DeliveryBuilder.aDestination(Transport.REST, department.endpoint());
    }

    @Override
    protected RoutesBuilder routes(Destination destination) {
        return new RestDepartmentConfiguration().restDepartments(new Destinations(List.of(destination)));
    }
}
