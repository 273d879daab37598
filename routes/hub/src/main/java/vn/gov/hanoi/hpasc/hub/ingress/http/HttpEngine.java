package vn.gov.hanoi.hpasc.hub.ingress.http;

import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Serves Camel's {@code platform-http} endpoints; takes the place of Camel's own engine, see RATIONALE.md. */
@Component(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME)
class HttpEngine implements PlatformHttpEngine {

    private final int port;

    HttpEngine(@Value("${server.port:8080}") int port) {
        this.port = port;
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        return new HttpConsumer(endpoint, processor);
    }

    @Override
    public int getServerPort() {
        return port;
    }
}
