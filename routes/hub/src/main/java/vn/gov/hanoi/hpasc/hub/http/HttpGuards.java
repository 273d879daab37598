package vn.gov.hanoi.hpasc.hub.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.catalina.Valve;
import org.springframework.beans.factory.DisposableBean;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents;

/** The guards of both ports, and what they share. */
public final class HttpGuards implements DisposableBean {

    private final HttpProperties properties;
    private final ClientAddresses addresses;
    private final BodyBudget budget;
    private final ConnectionGuard publicPort;
    private final ConnectionGuard adminPort;
    private final RequestLimits limits;
    private final Draining draining = new Draining();

    HttpGuards(HttpProperties properties, ClientAddresses addresses, MeterRegistry registry, SecurityEvents events) {
        this.properties = properties;
        this.addresses = addresses;
        this.budget = new BodyBudget(properties.budget());
        HttpMeters meters = new HttpMeters(registry, events, "public");
        this.publicPort = guard(meters, "public");
        this.adminPort = guard(new HttpMeters(registry, events, "admin"), "admin");
        this.limits = new RequestLimits(budget, properties, meters);
        Gauge.builder("hub.http.body.bytes", budget, BodyBudget::used)
                .description("bytes of request bodies in memory")
                .baseUnit("bytes")
                .register(registry);
    }

    private ConnectionGuard guard(HttpMeters meters, String port) {
        HttpConnections connections = new HttpConnections(
                new HttpConnections.Limits(properties.maxConnections(), properties.connectionsPerPeer()),
                new HttpConnection.Times(
                        properties.headerTimeout().toNanos(),
                        properties.requestTimeout().toNanos(),
                        properties.minRate().toBytes()),
                meters,
                System::nanoTime);
        connections.watch(port);
        return new ConnectionGuard(connections, addresses, properties.maxConnections());
    }

    /** The guard of the port for agencies and partners. */
    public ConnectionGuard publicPort() {
        return publicPort;
    }

    /** The guard of the operators' port. */
    public ConnectionGuard adminPort() {
        return adminPort;
    }

    /** The bytes of bodies in memory, at both ports. */
    public BodyBudget budget() {
        return budget;
    }

    /** What each request passes before anything else of the server. */
    public Valve valve() {
        return new RequestGuard(limits, addresses, new RequestGuard.Leave(draining, publicPort.connections()));
    }

    /** The stage of draining that the hub is in. */
    public Draining draining() {
        return draining;
    }

    @Override
    public void destroy() {
        publicPort.close();
        adminPort.close();
    }
}
