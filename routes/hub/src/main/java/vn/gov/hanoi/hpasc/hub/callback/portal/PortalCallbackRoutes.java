package vn.gov.hanoi.hpasc.hub.callback.portal;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;

/** What the national portal calls. */
@Component
class PortalCallbackRoutes extends RouteBuilder {

    private final PortalDossierCalls dossiers;

    PortalCallbackRoutes(PortalDossierCalls dossiers) {
        this.dossiers = dossiers;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        from("platform-http:/callbacks/portal/dossiers?httpMethodRestrict=POST")
                .routeId("callback.portal.dossiers")
                .transform()
                .body(HttpRequest.class, dossiers::answer);
    }
}
