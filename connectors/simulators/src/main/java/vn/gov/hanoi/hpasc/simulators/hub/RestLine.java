package vn.gov.hanoi.hpasc.simulators.hub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;

/** Sends by {@code POST /api/v1/messages}. */
public final class RestLine implements HubLine {

    private final HubHttp http;

    public RestLine(URI hub, AgencyToken token) {
        this.http = new HubHttp(hub, token);
    }

    @Override
    public void send(ObjectNode event) throws IOException, HubRefused, InterruptedException {
        HttpResponse<String> answer = http.post("/api/v1/messages", "application/cloudevents+json", event.toString());
        if (answer.statusCode() == 202) {
            return;
        }
        if (HubHttp.later(answer.statusCode())) {
            throw new IOException("HTTP " + answer.statusCode());
        }
        throw new HubRefused(answer.body());
    }

    @Override
    public void close() {
        http.close();
    }
}
