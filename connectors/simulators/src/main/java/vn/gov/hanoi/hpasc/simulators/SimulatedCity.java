package vn.gov.hanoi.hpasc.simulators;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.simulators.department.PullDepartment;
import vn.gov.hanoi.hpasc.simulators.department.QueueDepartment;
import vn.gov.hanoi.hpasc.simulators.department.RestDepartment;
import vn.gov.hanoi.hpasc.simulators.department.SoapDepartment;
import vn.gov.hanoi.hpasc.simulators.hub.AgencyToken;
import vn.gov.hanoi.hpasc.simulators.hub.Broker;
import vn.gov.hanoi.hpasc.simulators.hub.HubLine;
import vn.gov.hanoi.hpasc.simulators.hub.PatientLine;
import vn.gov.hanoi.hpasc.simulators.hub.QueueLine;
import vn.gov.hanoi.hpasc.simulators.hub.RestLine;
import vn.gov.hanoi.hpasc.simulators.hub.SoapLine;
import vn.gov.hanoi.hpasc.simulators.landregistry.LandClerk;
import vn.gov.hanoi.hpasc.simulators.landregistry.LandSystem;
import vn.gov.hanoi.hpasc.simulators.peer.SimulatedSystem;
import vn.gov.hanoi.hpasc.simulators.portal.PortalSystem;
import vn.gov.hanoi.hpasc.simulators.work.Caseworker;
import vn.gov.hanoi.hpasc.simulators.work.CitizenDesk;
import vn.gov.hanoi.hpasc.simulators.work.Office;

/**
 * The sandbox's outside world: the HPASC core, four departments, one for each way of taking messages, each answering over
 * its own, the national portal and the land registry. Hub and broker need not be there when it starts.
 */
public final class SimulatedCity implements AutoCloseable {

    public static final String HPASC_CORE = "hpasc-core";
    public static final String LAND_OFFICE = "land-office";
    public static final String CONSTRUCTION = "construction";
    public static final String PLANNING = "planning";
    public static final String FINANCE_INVESTMENT = "finance-investment";
    public static final String NATIONAL_PORTAL = "national-portal";
    public static final String LAND_REGISTRY = "land-registry";

    private final Map<String, SimulatedSystem> systems = new LinkedHashMap<>();
    private final Map<String, URI> endpoints = new LinkedHashMap<>();
    private final List<AutoCloseable> workers = new ArrayList<>();

    /**
     * Where everything is.
     *
     * @param hub the hub's HTTP address, {@code http://127.0.0.1:8080}
     * @param brokerUrl the broker's, {@code tcp://127.0.0.1:61616}
     * @param dataDir the hub's data folder, with {@code tokens/} and {@code brokers/}
     * @param ports of {@link #HPASC_CORE}, {@link #LAND_OFFICE}, {@link #CONSTRUCTION}, {@link #NATIONAL_PORTAL} and
     *     {@link #LAND_REGISTRY}; a free one for whom it says none
     * @param pace how long a step of work takes; null when nobody works and messages are only taken
     */
    public record Plan(
            URI hub,
            String brokerUrl,
            Path dataDir,
            Map<String, Integer> ports,
            @Nullable Duration pace) {}

    private SimulatedCity(Plan plan) {
        RestDepartment core = RestDepartment.start(plan.ports().getOrDefault(HPASC_CORE, 0));
        RestDepartment land = RestDepartment.start(plan.ports().getOrDefault(LAND_OFFICE, 0));
        SoapDepartment construction = SoapDepartment.start(plan.ports().getOrDefault(CONSTRUCTION, 0));
        PortalSystem portal = PortalSystem.start(plan.ports().getOrDefault(NATIONAL_PORTAL, 0));
        LandSystem registry = LandSystem.vbdlis(plan.ports().getOrDefault(LAND_REGISTRY, 0));
        registry.employ(new LandClerk(plan.hub(), "X-Land-Registry-Key", () -> landSecret(plan.dataDir())));
        endpoints.put(HPASC_CORE, core.endpoint());
        endpoints.put(LAND_OFFICE, land.endpoint());
        endpoints.put(CONSTRUCTION, construction.endpoint());
        endpoints.put(NATIONAL_PORTAL, portal.endpoint());
        endpoints.put(LAND_REGISTRY, registry.endpoint());
        systems.put(HPASC_CORE, core);
        systems.put(LAND_OFFICE, land);
        systems.put(CONSTRUCTION, construction);
        systems.put(PLANNING, QueueDepartment.start(Office.PLANNING.agency(), broker(plan)));
        systems.put(NATIONAL_PORTAL, portal);
        systems.put(LAND_REGISTRY, registry);
        systems.put(FINANCE_INVESTMENT, PullDepartment.start(plan.hub(), token(plan, Office.INVESTMENT.agency())));
        if (plan.pace() != null) {
            work(plan, plan.pace());
        }
    }

    public static SimulatedCity start(Plan plan) {
        return new SimulatedCity(plan);
    }

    /** The system behind a destination of the hub; one of the constants here. */
    public SimulatedSystem system(String destination) {
        SimulatedSystem system = systems.get(destination);
        if (system == null) {
            throw new IllegalArgumentException("nobody plays " + destination);
        }
        return system;
    }

    /** The addresses of those that have one, by destination: what {@code hub.destinations.<name>.endpoint} must say. */
    public Map<String, URI> endpoints() {
        return Map.copyOf(endpoints);
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable worker : workers) {
            worker.close();
        }
        systems.values().forEach(SimulatedSystem::close);
    }

    private void work(Plan plan, Duration pace) {
        Function<String, HubLine> rest = agency -> new RestLine(plan.hub(), token(plan, agency));
        workers.add(CitizenDesk.at(system(HPASC_CORE), patient(rest.apply(CitizenDesk.AGENCY)), pace));
        employ(LAND_OFFICE, Office.LAND, rest.apply(Office.LAND.agency()), pace);
        employ(
                CONSTRUCTION,
                Office.CONSTRUCTION,
                new SoapLine(plan.hub(), token(plan, Office.CONSTRUCTION.agency())),
                pace);
        employ(PLANNING, Office.PLANNING, new QueueLine(Office.PLANNING.agency(), broker(plan)), pace);
        employ(FINANCE_INVESTMENT, Office.INVESTMENT, rest.apply(Office.INVESTMENT.agency()), pace);
    }

    private void employ(String destination, Office office, HubLine line, Duration pace) {
        workers.add(Caseworker.at(system(destination), office, patient(line), pace));
    }

    /** As the hub made it; empty before. */
    private static String landSecret(Path dataDir) {
        try {
            return Files.readString(dataDir.resolve("keys").resolve("land-registry-callback.key"))
                    .lines()
                    .findFirst()
                    .orElse("")
                    .strip();
        } catch (IOException notMade) {
            return "";
        }
    }

    private static HubLine patient(HubLine line) {
        return new PatientLine(line);
    }

    private static AgencyToken token(Plan plan, String agency) {
        return AgencyToken.in(plan.dataDir().resolve("tokens").resolve(agency + ".jwt"));
    }

    private static Broker broker(Plan plan) {
        String agency = Office.PLANNING.agency();
        return Broker.at(plan.brokerUrl(), plan.dataDir().resolve("brokers").resolve(agency + ".properties"));
    }
}
