package vn.gov.hanoi.hpasc.hub.attachment.http;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.hub.ingress.http.Call;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;
import vn.gov.hanoi.hpasc.hub.ingress.limits.ReadingTurns;

/** Files, in and out. */
@Component
class FileRoutes extends RouteBuilder {

    private final Call.Callers callers;
    private final FileCalls files;
    private final ReadingTurns turns;

    FileRoutes(Call.Callers callers, FileCalls files, ReadingTurns turns) {
        this.callers = callers;
        this.files = files;
        this.turns = turns;
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
                .body(Call.class, call -> turns.of(call.caller(), () -> files.fetch(call)));

        from("platform-http:/files/{token}?httpMethodRestrict=GET")
                .routeId("query.files")
                .transform()
                .body(HttpRequest.class, files::follow);
    }
}
