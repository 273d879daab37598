package vn.gov.hanoi.hpasc.hub.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings a settlement file to a running hub. The same file again gives the same report. */
@Command(
        name = "settle",
        mixinStandardHelpOptions = true,
        description = "Holds a gateway's settlement file against the books of a running hub and prints the report.")
final class SettleCommand implements Callable<Integer> {

    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int OK = 200;
    private static final int CREATED = 201;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "<merchant>", description = "whose file it is, as named in payments.yaml")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private String merchant;

    @Parameters(index = "1", paramLabel = "<file>", description = "the file as the gateway gave it")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path file;

    @Option(names = "--day", required = true, paramLabel = "<yyyy-mm-dd>", description = "the day it settles, in Hanoi")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private LocalDate day;

    @Option(names = "--operator", required = true, paramLabel = "<name>", description = "who brings it")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private String operator;

    @Option(
            names = "--admin",
            paramLabel = "<address>",
            defaultValue = "http://127.0.0.1:8081",
            description = "the operators' port (${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private URI admin;

    @Override
    public Integer call() throws IOException, InterruptedException {
        URI target = admin.resolve("/admin/v1/settlements/" + encoded(merchant) + "/" + day + "?operator="
                + encoded(operator) + "&file=" + encoded(file.getFileName().toString()));
        HttpRequest request = HttpRequest.newBuilder(target)
                .timeout(LONGEST)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofFile(file))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            boolean taken = answer.statusCode() == OK || answer.statusCode() == CREATED;
            (taken ? spec.commandLine().getOut() : spec.commandLine().getErr()).println(answer.body());
            return taken ? 0 : 1;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
