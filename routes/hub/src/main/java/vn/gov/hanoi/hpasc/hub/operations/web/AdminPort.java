package vn.gov.hanoi.hpasc.hub.operations.web;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;

/** The operators' port: a second connector of the same server. */
public final class AdminPort {

    private static final int THREADS = 8;

    private final Connector connector;

    AdminPort(AdminProperties properties) {
        connector = new Connector();
        connector.setPort(properties.port());
        connector.setXpoweredBy(false);
        if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
            protocol.setAddress(properties.address());
            protocol.setMaxThreads(THREADS);
            protocol.setMinSpareThreads(1);
        }
    }

    /** The port it listens on, once the server has started. */
    public int port() {
        return connector.getLocalPort();
    }

    Connector connector() {
        return connector;
    }
}
