package vn.gov.hanoi.hpasc.hub.ingress.http;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.hub.problem.Languages;

/** Tells as a problem what the container itself refuses, such as an address it cannot parse. */
public class ProblemValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            HttpAnswer.problem(
                            ErrorPage.problem(response.getStatus(), request),
                            Languages.of(request.getHeader("Accept-Language")))
                    .writeTo(response);
            response.finishResponse();
        } catch (IOException | IllegalStateException callerGone) {
            getContainer().getLogger().debug("ingress.http.caller-gone", callerGone);
        }
    }
}
