package vn.gov.hanoi.hpasc.hub.sandbox;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a person may want to type next. */
final class NextSteps {

    private NextSteps() {}

    static String after(String dossier, Sandbox.Addresses addresses, Map<String, URI> simulators) {
        Path here = Path.of("").toAbsolutePath();
        Path folder = addresses.folder().startsWith(here) ? here.relativize(addresses.folder()) : addresses.folder();
        return """
                  Thử tiếp / Try next (from this folder)
                    the same timeline as JSON
                      curl -H "Authorization: Bearer $(cat %1$s/tokens/H26.01.jwt)" %2$s/api/v1/dossiers/%3$s/timeline
                    a dossier of your own, over REST and over a queue
                      curl -H "Authorization: Bearer $(cat %1$s/tokens/H26.01.jwt)" -H 'Content-Type: application/cloudevents+json' --data-binary @routes/hub/src/main/samples/submitted-rest.json %2$s/api/v1/messages
                      %1$s/bin/hub send --agency H26.01 routes/hub/src/main/samples/submitted-queue.json
                    the land office breaks down, and comes back
                      curl -X POST -d '{"always":"status:500"}' %5$s/_sim/script
                      curl -X DELETE %5$s/_sim/script
                    what the national portal has, and how far it is behind
                      curl %6$s/_sim/dossiers
                      curl %4$s/admin/v1/portal/sync
                    how the hub is
                      curl %4$s/actuator/health

                  Ctrl-C để dừng / stops everything.
                """.formatted(
                        folder,
                        addresses.hub(),
                        dossier,
                        addresses.operators(),
                        address(simulators.get("land-office")),
                        address(simulators.get("national-portal")));
    }

    private static String address(@Nullable URI simulator) {
        return simulator == null ? "" : simulator.resolve("/").toString().replaceAll("/$", "");
    }
}
