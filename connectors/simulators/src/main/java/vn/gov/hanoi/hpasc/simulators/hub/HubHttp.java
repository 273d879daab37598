package vn.gov.hanoi.hpasc.simulators.hub;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Calls to the hub over HTTP with the agency's token. */
final class HubHttp implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    private final URI hub;
    private final AgencyToken token;

    HubHttp(URI hub, AgencyToken token) {
        this.hub = hub;
        this.token = token;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return call(request(path).GET());
    }

    HttpResponse<String> post(String path, String contentType, String body) throws IOException, InterruptedException {
        return call(request(path).header("Content-Type", contentType).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Whether the hub asks for the same again later. */
    static boolean later(int status) {
        return status >= 500 || status == 408 || status == 429 || status == 401;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private HttpRequest.Builder request(String path) throws IOException {
        return HttpRequest.newBuilder(hub.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token.read());
    }

    private HttpResponse<String> call(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
