package vn.gov.hanoi.hpasc.hub.ingress.http;

import org.apache.catalina.core.StandardHost;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.hub.http.GuardedProtocol;
import vn.gov.hanoi.hpasc.hub.http.HttpGuards;

/** What ingress asks of the servlet container. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class Container implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** A caller that is still sending hears that it is too much only when the rest of it is taken off the line. */
    private static final int MOST_SWALLOWED = 64 * 1024 * 1024;

    private final HttpGuards guards;

    Container(HttpGuards guards) {
        this.guards = guards;
    }

    @Override
    public void customize(TomcatServletWebServerFactory tomcat) {
        tomcat.setProtocol(GuardedProtocol.class.getName());
        tomcat.addEngineValves(guards.valve());
        tomcat.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemValve.class.getName());
            }
        });
        tomcat.addConnectorCustomizers(connector -> {
            // Codes of dossiers in other systems contain slashes.
            connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
            if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
                http.setMaxSwallowSize(MOST_SWALLOWED);
            }
            guards.publicPort().guard(connector);
        });
    }
}
