package vn.gov.hanoi.hpasc.benchmark.load;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One stretch of load.
 *
 * @param target where messages are posted
 * @param token bearer token; null where none is asked for
 * @param connections how many senders, each waiting for its answer before it sends again
 * @param messages what is sent
 * @param longest when to stop sending
 * @param most how many dossiers to send at most
 * @param check what an answer must be
 */
public record LoadPlan(
        URI target,
        @Nullable String token,
        int connections,
        Messages messages,
        Duration longest,
        int most,
        AnswerCheck check) {}
