package vn.gov.hanoi.hpasc.simulators.department;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.simulators.peer.Arrival;
import vn.gov.hanoi.hpasc.simulators.peer.Faults;
import vn.gov.hanoi.hpasc.simulators.peer.HttpAnswer;
import vn.gov.hanoi.hpasc.simulators.peer.HttpCall;
import vn.gov.hanoi.hpasc.simulators.peer.HttpSystem;

/** A system that takes CloudEvents over a webhook, by POST to any path: a department, or the HPASC core. */
public final class RestDepartment extends HttpSystem {

    private static final String PATH = "/dossiers";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Faults.Words WORDS = new JsonWords();

    private RestDepartment(Clock clock) {
        super(clock);
    }

    /** Starts on {@code port}, or on a free one when it is 0. */
    public static RestDepartment start(int port) {
        RestDepartment department = new RestDepartment(Clock.systemUTC());
        department.listen(port);
        return department;
    }

    /** Where the hub delivers. */
    public URI endpoint() {
        return peer().uri(PATH);
    }

    @Override
    protected void serve(HttpCall call) throws IOException, InterruptedException {
        String problem = problemOf(call);
        if (problem != null) {
            call.answer(WORDS.refused(400, problem));
            return;
        }
        try {
            Arrival arrival = read(call);
            Faults.play(call, desk().decide(arrival), WORDS);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            call.answer(WORDS.refused(400, String.valueOf(e.getMessage())));
        }
    }

    private static @Nullable String problemOf(HttpCall call) {
        if (!call.method().equals("POST")) {
            return "only POST is served";
        }
        String type = String.valueOf(call.header("content-type"));
        if (!type.startsWith("application/cloudevents+json")) {
            return "not a structured CloudEvent: " + type;
        }
        return call.header("idempotency-key") == null ? "no Idempotency-Key" : null;
    }

    private static Arrival read(HttpCall call) throws IOException {
        JsonNode event = JSON.readTree(call.body());
        required(event, "exchangeid");
        String key = required(event, "idempotencykey").asText();
        if (!key.equals(call.header("idempotency-key"))) {
            throw new IllegalArgumentException("Idempotency-Key is not the idempotencykey of the event");
        }
        if (!required(event, "sequence").isIntegralNumber()) {
            throw new IllegalArgumentException("sequence is not an integer");
        }
        if (!required(event, "specversion").asText().equals("1.0")) {
            throw new IllegalArgumentException("not CloudEvents 1.0");
        }
        required(event, "source");
        required(event, "id");
        required(event, "time");
        required(event, "data");
        return new Arrival(
                key,
                event.get("sequence").asLong(),
                required(event, "subject").asText(),
                required(event, "type").asText(),
                call.bodyText());
    }

    private static JsonNode required(JsonNode event, String name) {
        JsonNode value = event.get(name);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException("missing attribute " + name);
        }
        return value;
    }

    private static final class JsonWords implements Faults.Words {
        @Override
        public HttpAnswer accepted(String reference) {
            return HttpAnswer.json(202, "{\"reference\":\"" + reference + "\"}");
        }

        @Override
        public HttpAnswer refused(int status, String reason) {
            String problem = JSON.createObjectNode()
                    .put("status", status)
                    .put("title", "Từ chối tiếp nhận")
                    .put("detail", reason)
                    .toString();
            return HttpAnswer.of(status, "application/problem+json", problem);
        }
    }
}
