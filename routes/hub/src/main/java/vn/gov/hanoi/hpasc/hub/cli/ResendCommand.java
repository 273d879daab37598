package vn.gov.hanoi.hpasc.hub.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Has a running hub put deliveries on agencies' queues again. */
@Command(
        name = "resend",
        mixinStandardHelpOptions = true,
        description =
                "Puts deliveries on agencies' queues again, with the same keys, consumed or not: after an agency or"
                        + " a broker went back to older data. What the broker alone lost is sent again without this.")
final class ResendCommand implements Callable<Integer> {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int OK = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private From from;

    @Option(names = "--operator", required = true, paramLabel = "<name>", description = "who asks for it")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private String operator;

    @Option(names = "--reason", required = true, paramLabel = "<text>", description = "why; kept in the ledger")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private String reason;

    @Option(
            names = "--admin",
            paramLabel = "<address>",
            defaultValue = "http://127.0.0.1:8081",
            description = "the operators' port (${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private URI admin;

    /** One of both. */
    static final class From {

        @Option(
                names = "--since",
                paramLabel = "<instant>",
                description = "all that was put on queues since then, as 2026-11-28T07:00:00Z")
        private @Nullable String since;

        @Option(names = "--exchange", paramLabel = "<id>", description = "one message")
        private @Nullable UUID exchange;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<String, String> asked = new LinkedHashMap<>(Map.of("operator", operator, "reason", reason));
        if (from.since != null) {
            asked.put("since", from.since);
        }
        if (from.exchange != null) {
            asked.put("exchangeId", from.exchange.toString());
        }
        HttpRequest request = HttpRequest.newBuilder(admin.resolve("/admin/v1/queues/resend"))
                .timeout(LONGEST)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(asked)))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            boolean done = answer.statusCode() == OK;
            (done ? spec.commandLine().getOut() : spec.commandLine().getErr()).println(answer.body());
            return done ? 0 : 1;
        }
    }
}
