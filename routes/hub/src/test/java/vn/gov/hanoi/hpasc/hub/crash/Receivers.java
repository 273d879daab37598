package vn.gov.hanoi.hpasc.hub.crash;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import vn.gov.hanoi.hpasc.simulators.department.PullDepartment;
import vn.gov.hanoi.hpasc.simulators.department.QueueDepartment;
import vn.gov.hanoi.hpasc.simulators.department.RestDepartment;
import vn.gov.hanoi.hpasc.simulators.department.SoapDepartment;
import vn.gov.hanoi.hpasc.simulators.peer.Behaviour;
import vn.gov.hanoi.hpasc.simulators.peer.Intake;
import vn.gov.hanoi.hpasc.simulators.peer.SimulatedSystem;

/** HPASC core and the departments, one of each kind, in this process: whatever dies, they remember. */
final class Receivers implements AutoCloseable {

    private static final Behaviour NO = new Behaviour.Refuse(422, "Hồ sơ không thuộc thẩm quyền");

    private final Map<String, SimulatedSystem> systems = new LinkedHashMap<>();
    private final Figures figures;
    private final Map<String, String> endpoints = new LinkedHashMap<>();
    private final Set<String> refusedDossiers = ConcurrentHashMap.newKeySet();

    Receivers(BrokerProcess broker, Figures figures) {
        RestDepartment core = RestDepartment.start(0);
        RestDepartment landOffice = RestDepartment.start(0);
        SoapDepartment construction = SoapDepartment.start(0);
        systems.put("hpasc-core", core);
        systems.put("land-office", landOffice);
        systems.put("construction", construction);
        systems.put("planning", QueueDepartment.start("H26.20", broker.factoryFor("H26.20")));
        endpoints.put("hpasc-core", core.endpoint().toString());
        endpoints.put("land-office", landOffice.endpoint().toString());
        endpoints.put("construction", construction.endpoint().toString());
        this.figures = figures;
        systems.values().forEach(this::watch);
    }

    private void watch(SimulatedSystem system) {
        system.desk().onTaken(received -> figures.delivery());
    }

    /** An agency without an address fetches from this hub node. */
    void fetch(String destination, URI hub, String token) {
        PullDepartment department = PullDepartment.start(hub, () -> token);
        systems.put(destination, department);
        watch(department);
    }

    /** Settings that lead the hub here. */
    List<String> settings() {
        return endpoints.entrySet().stream()
                .map(endpoint -> "--hub.destinations." + endpoint.getKey() + ".endpoint=" + endpoint.getValue())
                .toList();
    }

    /** From now on the department refuses everything about {@code dossier}. */
    void refuse(Trade trade, String dossier) {
        SimulatedSystem system = systems.get(trade.destination());
        if (system != null) {
            refusedDossiers.add(dossier);
            system.script().alwaysFor(dossier, NO);
        }
    }

    Set<String> refusedDossiers() {
        return Set.copyOf(refusedDossiers);
    }

    Map<String, Intake> intakes() {
        return systems.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, system -> system.getValue().intake()));
    }

    @Override
    public void close() {
        systems.values().forEach(SimulatedSystem::close);
    }
}
