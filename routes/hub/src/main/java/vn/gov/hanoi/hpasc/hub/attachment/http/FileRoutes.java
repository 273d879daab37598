package vn.gov.hanoi.hpasc.hub.attachment.http;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.hub.ingress.http.Call;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;

/** Files, in and out. */
@Component
class FileRoutes extends RouteBuilder {

    private final Call.Callers callers;
    private final FileCalls files;

    FileRoutes(Call.Callers callers, FileCalls files) {
        this.callers = callers;
        this.files = files;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        from("platform-http:/api/v1/attachments?httpMethodRestrict=POST")
                .routeId("ingress.rest.attachments")
                .transform()
                .body(HttpRequest.class, callers::identifyStreaming)
                .transform()
                .body(Call.class, files::bring);

        from("platform-http:/api/v1/attachments/{sha256}?httpMethodRestrict=GET")
                .routeId("query.attachments")
                .transform()
                .body(HttpRequest.class, callers::identify)
                .transform()
                .body(Call.class, files::fetch);

        from("platform-http:/files/{token}?httpMethodRestrict=GET")
                .routeId("query.files")
                .transform()
                .body(HttpRequest.class, files::follow);
    }
}
