package vn.gov.hanoi.hpasc.benchmark.run;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.benchmark.load.AnswerCheck;

/** The packaged hub as a process. */
final class HubPeer implements Peer {

    HubPeer(Path folder, URI sink, Settings settings) throws IOException {
        throw new IOException("the hub cannot be started yet");
    }

    @Override
    public String name() {
        return "hub";
    }

    @Override
    public URI target() {
        return URI.create("http://127.0.0.1/");
    }

    @Override
    public @Nullable String token() {
        return null;
    }

    @Override
    public AnswerCheck check() {
        return AnswerCheck.HUB;
    }

    @Override
    public Map<String, Duration> cpu() {
        return Map.of();
    }

    @Override
    public void close() {}
}
