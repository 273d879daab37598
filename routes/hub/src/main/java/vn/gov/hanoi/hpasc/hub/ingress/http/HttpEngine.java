package vn.gov.hanoi.hpasc.hub.ingress.http;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.hub.http.Draining;
import vn.gov.hanoi.hpasc.hub.http.HttpGuards;

/** Serves Camel's {@code platform-http} endpoints; takes the place of Camel's own engine, see RATIONALE.md. */
@Component(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME)
class HttpEngine implements PlatformHttpEngine {

    private static final int USUAL_PORT = 8080;

    private final ServerProperties server;
    private final Shortcut shortcut;
    private final MeterRegistry meters;
    private final AccessEvents events;
    private final Draining draining;

    HttpEngine(
            ServerProperties server, Shortcut shortcut, MeterRegistry meters, AccessEvents events, HttpGuards guards) {
        this.draining = guards.draining();
        this.events = events;
        this.server = server;
        this.shortcut = shortcut;
        this.meters = meters;
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        return new HttpConsumer(
                endpoint, processor, shortcut, new Answers(meters, endpoint.getPath()), events, draining);
    }

    @Override
    public int getServerPort() {
        Integer port = server.getPort();
        return port == null ? USUAL_PORT : port;
    }
}
