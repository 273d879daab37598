package vn.gov.hanoi.hpasc.benchmark.run;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.benchmark.baseline.BaselineApplication;
import vn.gov.hanoi.hpasc.benchmark.load.AnswerCheck;
import vn.gov.hanoi.hpasc.connectors.testkit.process.CpuTime;
import vn.gov.hanoi.hpasc.connectors.testkit.process.FreePorts;
import vn.gov.hanoi.hpasc.connectors.testkit.process.OwnProcess;

/** Baseline B1 as a process. */
final class BaselinePeer implements Peer {

    private static final int METHOD_NOT_ALLOWED = 405;

    private final OwnProcess process;
    private final URI target;

    BaselinePeer(Path folder, URI sink, Settings settings) throws IOException {
        int port = FreePorts.next();
        List<String> arguments = new ArrayList<>(settings.jvm());
        arguments.addAll(List.of(
                "-cp",
                settings.classPath(),
                BaselineApplication.class.getName(),
                "--server.port=" + port,
                "--baseline.sink=" + sink,
                "--spring.artemis.embedded.data-directory=" + folder.resolve("artemis")));
        arguments.addAll(settings.baselineArguments());
        target = URI.create("http://127.0.0.1:" + port + "/messages");
        process = OwnProcess.startJava(arguments, Map.of(), folder.resolve("baseline.log"));
        Ready.awaitStatus(target, METHOD_NOT_ALLOWED, process);
    }

    @Override
    public String name() {
        return "baseline";
    }

    @Override
    public URI target() {
        return target;
    }

    @Override
    public @Nullable String token() {
        return null;
    }

    @Override
    public AnswerCheck check() {
        return AnswerCheck.BASELINE;
    }

    @Override
    public Map<String, Duration> cpu() {
        return Map.of("baseline", CpuTime.of(process.pid()));
    }

    @Override
    public void close() {
        process.close();
    }
}
