package vn.gov.hanoi.hpasc.hub.callback.landregistry;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;

/** What the land registry calls. */
@Component
class LandCallbackRoutes extends RouteBuilder {

    private final LandCalls calls;
    private final LandDoor door;

    LandCallbackRoutes(LandCalls calls, LandDoor door) {
        this.calls = calls;
        this.door = door;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        from("platform-http:/callbacks/land-registry/{operation}?httpMethodRestrict=GET,POST")
                .routeId("callback.land-registry")
                .transform()
                .body(HttpRequest.class, calls::answer);

        if (door.takesSecretsInPath()) {
            from("platform-http:/callbacks/land-registry/{secret}/{operation}?httpMethodRestrict=GET,POST")
                    .routeId("callback.land-registry.secret-in-path")
                    .transform()
                    .body(HttpRequest.class, calls::answerToPath);
        }
    }
}
