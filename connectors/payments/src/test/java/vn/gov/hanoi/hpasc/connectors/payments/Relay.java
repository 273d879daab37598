package vn.gov.hanoi.hpasc.connectors.payments;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import vn.gov.hanoi.hpasc.simulators.peer.HttpAnswer;
import vn.gov.hanoi.hpasc.simulators.peer.HttpCall;
import vn.gov.hanoi.hpasc.simulators.peer.HttpPeer;

/** Stands between a connector and its gateway and keeps the answers. */
final class Relay implements AutoCloseable {

    /** An answer, and the path of the call it was given to. */
    record Overheard(String path, String contentType, byte[] body) {}

    private final Queue<Overheard> answers = new ConcurrentLinkedQueue<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpPeer peer;
    private final int target;

    Relay(int target) {
        this.target = target;
        this.peer = HttpPeer.start(0, this::pass);
    }

    /** The same address, by way of here. */
    URI via(URI address) {
        return URI.create(address.toString().replace(":" + target + "/", ":" + peer.port() + "/"));
    }

    Queue<Overheard> answers() {
        return answers;
    }

    @Override
    public void close() {
        peer.close();
        http.close();
    }

    private void pass(HttpCall call) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + target + call.path()))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(call.body()))
                .build();
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        String type = answer.headers().firstValue("Content-Type").orElse("");
        answers.add(new Overheard(call.path(), type, answer.body()));
        call.answer(new HttpAnswer(answer.statusCode(), type, answer.body(), Map.of()));
    }
}
