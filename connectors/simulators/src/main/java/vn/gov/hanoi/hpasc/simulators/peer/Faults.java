package vn.gov.hanoi.hpasc.simulators.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Plays those behaviours on the socket that are the same whatever protocol runs over it. */
public final class Faults {

    private static final String PAGE = """
            <!DOCTYPE html><html><head><title>Đăng nhập</title></head><body><form action="/login"></form></body></html>
            """;

    private Faults() {}

    /** Treats {@code call} as {@code behaviour} says; {@code words} are the protocol's own. */
    public static void play(HttpCall call, Desk.Decision decision, Words words)
            throws IOException, InterruptedException {
        switch (decision.behaviour()) {
            case Behaviour.Accept accept -> call.answer(words.accepted(String.valueOf(decision.reference())));
            case Behaviour.Slow slow -> {
                Thread.sleep(slow.delay());
                call.answer(words.accepted(String.valueOf(decision.reference())));
            }
            case Behaviour.Refuse refuse -> call.answer(words.refused(refuse.status(), refuse.reason()));
            case Behaviour.Status status -> call.answer(bare(status));
            case Behaviour.Hang hang -> {
                Thread.sleep(hang.silence());
                call.hangUp();
            }
            case Behaviour.Reset reset -> call.reset();
            case Behaviour.Garbage garbage -> babble(call, garbage.nonsense());
            case Behaviour.TakeThen then -> throw new IllegalStateException("the desk resolves " + then);
        }
    }

    private static HttpAnswer bare(Behaviour.Status status) {
        Duration wait = status.retryAfter();
        Map<String, String> headers = wait == null ? Map.of() : Map.of("Retry-After", String.valueOf(wait.toSeconds()));
        return new HttpAnswer(status.status(), "text/plain", "no".getBytes(StandardCharsets.UTF_8), headers);
    }

    private static void babble(HttpCall call, Behaviour.Nonsense nonsense) throws IOException {
        switch (nonsense) {
            case HTML -> call.answer(HttpAnswer.of(200, "text/html; charset=utf-8", PAGE));
            case JSON -> call.answer(HttpAnswer.json(200, "{\"reference\": \"TN-1\", \"at\":"));
            case TRUNCATED -> call.answerTruncated(HttpAnswer.json(200, "{\"reference\": \"TN-00000001\"}"));
            case XML -> call.answer(HttpAnswer.of(200, "text/xml; charset=utf-8", "<hoadon xmlns=\"urn:khac\"/>"));
            case NOISE -> call.answerRaw("220 smtp.example ESMTP ready\r\n".getBytes(StandardCharsets.US_ASCII));
            case ENDLESS -> call.answer(HttpAnswer.json(200, "{\"reference\": \"" + "x".repeat(4_000_000) + "\"}"));
        }
    }

    /** How a protocol says yes and no. */
    public interface Words {
        HttpAnswer accepted(String reference);

        HttpAnswer refused(int status, String reason);
    }
}
