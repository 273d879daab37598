package vn.gov.hanoi.hpasc.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;

/**
 * Checks the ids of all routes of a context: {@code <stage>.<subject>[.<variant>]}, and a {@code direct:} route goes by
 * its id. The id is also the metric label, the key in the log and the test's handle.
 */
public final class RouteIds {

    private static final Pattern SHAPE =
            Pattern.compile("(ingress|query|inbox|contract|accept|relay|delivery|connector|callback"
                    + "|payment|ledger|dossier|operations|sandbox)(\\.[a-z0-9]+(-[a-z0-9]+)*){1,2}");

    private RouteIds() {}

    /** What is wrong with the routes of {@code context}; nothing when all is well. */
    public static List<String> wrongIn(CamelContext context) {
        List<String> wrong = new ArrayList<>();
        for (Route route : context.getRoutes()) {
            String id = route.getRouteId();
            String from = route.getEndpoint()
                    .getEndpointUri()
                    .replaceFirst("\\?.*", "")
                    .replace("direct://", "direct:");
            if (!SHAPE.matcher(id).matches()) {
                wrong.add(id + " is not <stage>.<subject>[.<variant>]");
            } else if (from.startsWith("direct:") && !from.equals("direct:" + id)) {
                wrong.add(id + " is called " + from);
            }
        }
        return wrong;
    }
}
