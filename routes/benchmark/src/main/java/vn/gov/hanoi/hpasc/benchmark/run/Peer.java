package vn.gov.hanoi.hpasc.benchmark.run;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.benchmark.load.AnswerCheck;

/** Something that is measured: takes messages at an address and brings them to the sink. */
interface Peer extends AutoCloseable {

    String name();

    URI target();

    /** The bearer token it asks for; null for none. */
    @Nullable
    String token();

    AnswerCheck check();

    /** Processor time used so far, by process. */
    Map<String, Duration> cpu();

    @Override
    void close();
}
