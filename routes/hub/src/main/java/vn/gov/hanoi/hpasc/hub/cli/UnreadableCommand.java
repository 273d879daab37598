package vn.gov.hanoi.hpasc.hub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists what agencies sent that could not be taken apart, or shows one such message. */
@Command(
        name = "unreadable",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the messages of agencies' queues that a running hub could not take apart and parked;",
            "with an id, shows that one, its bytes in Base64."
        })
final class UnreadableCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int OK = 200;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "<id>", description = "the one to show")
    private @Nullable UUID id;

    @Option(
            names = "--admin",
            paramLabel = "<address>",
            defaultValue = "http://127.0.0.1:8081",
            description = "the operators' port (${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private URI admin;

    @Override
    public Integer call() throws IOException, InterruptedException {
        URI target = admin.resolve("/admin/v1/unreadable" + (id == null ? "" : "/" + id));
        HttpRequest request = HttpRequest.newBuilder(target).timeout(LONGEST).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            boolean known = answer.statusCode() == OK;
            JsonNode json = JSON.readTree(answer.body());
            (known ? spec.commandLine().getOut() : spec.commandLine().getErr())
                    .println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json));
            return known ? 0 : 1;
        }
    }
}
