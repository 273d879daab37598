package vn.gov.hanoi.hpasc.hub.proof;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.hub.broker.BrokerUsers;
import vn.gov.hanoi.hpasc.simulators.department.PullDepartment;
import vn.gov.hanoi.hpasc.simulators.department.QueueDepartment;
import vn.gov.hanoi.hpasc.simulators.department.RestDepartment;
import vn.gov.hanoi.hpasc.simulators.department.SoapDepartment;
import vn.gov.hanoi.hpasc.simulators.peer.Received;
import vn.gov.hanoi.hpasc.simulators.peer.SimulatedSystem;

/** The outside world of the hub under test: who has an address is there before the hub, who comes to the hub is there after. */
final class City implements AutoCloseable {

    static final String CORE = "hpasc-core";
    static final String WARD = "ward-103";

    private final RestDepartment core = RestDepartment.start(0);
    private final RestDepartment land = RestDepartment.start(0);
    private final SoapDepartment construction = SoapDepartment.start(0);
    private final Map<String, SimulatedSystem> systems = new HashMap<>();

    City() {
        systems.put(CORE, core);
        systems.put(Department.LAND.destination(), land);
        systems.put(Department.CONSTRUCTION.destination(), construction);
    }

    /** The settings that lead the hub here. */
    Map<String, Object> settings() {
        return Map.of(
                "hub.destinations.hpasc-core.endpoint", core.endpoint(),
                "hub.destinations.land-office.endpoint", land.endpoint(),
                "hub.destinations.construction.endpoint", construction.endpoint());
    }

    /** Lets those come who read queues and fetch. */
    void meet(HubUnderTest hub) {
        BrokerUsers.Credentials user = hub.brokerUser(Department.PLANNING.agency());
        int port = hub.brokerPort();
        systems.put(Department.PLANNING.destination(), QueueDepartment.start(Department.PLANNING.agency(), () -> {
            var factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port, user.user(), user.password());
            factory.setReconnectAttempts(0);
            return factory.createConnection();
        }));
        fetches(hub, Department.INVESTMENT.destination(), Department.INVESTMENT.agency());
        fetches(hub, WARD, Dossier.WARD);
    }

    private void fetches(HubUnderTest hub, String destination, String agency) {
        systems.put(destination, PullDepartment.start(hub.http(), () -> hub.token(agency)));
    }

    /** Who plays {@code destination}. */
    SimulatedSystem at(String destination) {
        SimulatedSystem system = systems.get(destination);
        if (system == null) {
            throw new IllegalArgumentException("nobody plays " + destination);
        }
        return system;
    }

    SimulatedSystem at(Department department) {
        return at(department.destination());
    }

    /** The sequences that took effect at {@code destination} of a dossier, in the order they did. */
    List<Long> sequencesAt(String destination, Dossier dossier) {
        return at(destination).intake().of(dossier.code()).stream()
                .map(Received::sequence)
                .toList();
    }

    /** What took effect at {@code destination} of a dossier, of one type. */
    List<Received> at(String destination, Dossier dossier, MessageType type) {
        return at(destination).intake().of(dossier.code()).stream()
                .filter(received -> received.type().equals(type.wire()))
                .toList();
    }

    /** The messages that took effect at {@code destination} of a dossier, in the order they did. */
    List<UUID> exchangesAt(String destination, Dossier dossier) {
        return at(destination).intake().of(dossier.code()).stream()
                .map(Received::exchangeId)
                .toList();
    }

    /** Everybody is there, and takes what comes. */
    void mend() {
        systems.values().forEach(system -> {
            system.script().clear();
            system.comeBack();
        });
    }

    @Override
    public void close() {
        systems.values().forEach(SimulatedSystem::close);
    }
}
