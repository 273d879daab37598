package vn.gov.hanoi.hpasc.hub.operations.web;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import vn.gov.hanoi.hpasc.hub.http.GuardedProtocol;

/** The operators' port: a second connector of the same server. */
public final class AdminPort {

    private final Connector connector;

    AdminPort(AdminProperties properties) {
        connector = new Connector(GuardedProtocol.class.getName());
        connector.setPort(properties.port());
        connector.setXpoweredBy(false);
        if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
            protocol.setAddress(properties.address());
            // a thread for each request: a few that drip must not keep operators out
            protocol.setExecutor(new VirtualThreadExecutor("admin-"));
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
