package vn.gov.hanoi.hpasc.hub.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;

/** The system of an agency without an address: asks its inbox, takes what is there, says so. */
final class FetchingDepartment implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FetchingDepartment.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BETWEEN = Duration.ofMillis(500);

    private final AgencyCode agency;
    private final AgencyLines lines;
    private final BiConsumer<String, String> taken;
    private final Thread thread;

    /** @param taken hears dossier code and type of each message taken */
    FetchingDepartment(AgencyCode agency, AgencyLines lines, BiConsumer<String, String> taken) {
        this.agency = agency;
        this.lines = lines;
        this.taken = taken;
        this.thread = Thread.ofVirtual().name("fetching-" + agency).start(this::run);
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                fetch();
                Thread.sleep(BETWEEN);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void fetch() throws InterruptedException {
        try {
            HttpResponse<String> inbox = lines.get(agency, "/api/v1/inbox?limit=50");
            if (inbox.statusCode() != 200) {
                return;
            }
            for (JsonNode delivery : JSON.readTree(inbox.body()).path("deliveries")) {
                take(delivery);
            }
        } catch (IOException e) {
            LOG.atDebug()
                    .addKeyValue("agency", agency)
                    .addKeyValue("reason", e.getMessage())
                    .log("sandbox.inbox");
        }
    }

    private void take(JsonNode delivery) throws IOException, InterruptedException {
        String outcome = "/api/v1/inbox/" + delivery.path("deliveryId").asText() + "/outcome";
        HttpResponse<String> told = lines.post(agency, outcome, "{\"accepted\":true,\"reference\":\"sandbox\"}");
        if (told.statusCode() / 100 == 2) {
            JsonNode message = delivery.path("message");
            taken.accept(message.path("subject").asText(), message.path("type").asText());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
