package vn.gov.hanoi.hpasc.connectors.testkit;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import vn.gov.hanoi.hpasc.connectors.spi.payment.CallbackAnswer;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RawCallback;
import vn.gov.hanoi.hpasc.simulators.peer.HttpAnswer;
import vn.gov.hanoi.hpasc.simulators.peer.HttpCall;
import vn.gov.hanoi.hpasc.simulators.peer.HttpPeer;

/** Takes callbacks in the hub's place, as raw as they come. */
final class CallbackListener implements AutoCloseable {

    private final Queue<RawCallback> received = new ConcurrentLinkedQueue<>();
    private final Function<RawCallback, CallbackAnswer> hub;
    private final HttpPeer peer;

    CallbackListener(Function<RawCallback, CallbackAnswer> hub) {
        this.hub = hub;
        this.peer = HttpPeer.start(0, this::handle);
    }

    URI address() {
        return peer.uri("/callbacks/test");
    }

    List<RawCallback> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        peer.close();
    }

    private void handle(HttpCall call) throws IOException {
        Map<String, List<String>> headers = new HashMap<>();
        call.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        RawCallback callback =
                new RawCallback(call.method(), call.query(), headers, call.body(), call.remoteAddress(), Instant.now());
        CallbackAnswer answer = hub.apply(callback);
        received.add(callback);
        call.answer(HttpAnswer.of(
                answer.status(), answer.contentType(), new String(answer.body(), StandardCharsets.UTF_8)));
    }
}
