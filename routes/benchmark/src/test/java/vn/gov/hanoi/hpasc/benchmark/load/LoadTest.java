package vn.gov.hanoi.hpasc.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoadTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final String DIGEST = "sha256-v1:" + "0a".repeat(32);

    private final Messages messages = new Messages("t1", 7, 2, NOW);

    @Test
    void messagesAreRealShapedAndOfTwoKilobytes() throws Exception {
        for (int step = 0; step < 2; step++) {
            Message message = messages.message(12, step);
            JsonNode event = new ObjectMapper().readTree(message.body());

            assertThat(message.body()).hasSizeBetween(1950, 2250);
            assertThat(event.path("id").asText()).isEqualTo("bm-t1-12-" + step);
            assertThat(event.path("subject").asText()).isEqualTo("H26.13.7.0-261123-0000012");
            assertThat(event.path("time").asText()).isEqualTo("2026-11-23T08:00:00Z");
        }
    }

    @Test
    void theSinkSeesWhatTheLoadSendsOnceAndInOrder() throws Exception {
        try (Sink sink = new Sink()) {
            Journey journey = sink.expect(messages);
            LoadPlan plan =
                    new LoadPlan(sink.address(), null, 4, messages, Duration.ofSeconds(20), 500, AnswerCheck.BASELINE);

            LoadResult result = new Load(plan, journey).run();

            // The sink answers 200, which is not what a peer must answer.
            assertThat(result.accepted()).isZero();
            assertThat(result.wrong()).isEqualTo(1000);
            assertThat(journey.arrivedCount()).isEqualTo(1000);
            assertThat(journey.repeatCount()).isZero();
            assertThat(journey.disorderCount()).isZero();
            assertThat(journey.latency().getTotalCount()).isEqualTo(1000);
        }
    }

    @Test
    void repeatsAndDisorderAreCounted() {
        Journey journey = new Journey(3);

        journey.arrived(0, 1, 1);
        journey.arrived(0, 0, 2);
        journey.arrived(0, 0, 3);
        journey.arrived(0, 2, 4);

        assertThat(journey.arrivedCount()).isEqualTo(3);
        assertThat(journey.repeatCount()).isEqualTo(1);
        assertThat(journey.disorderCount()).isEqualTo(2);
    }

    @Test
    void aReceiptMustBeForThisMessageForTheFirstTimeAndCarryADigest() {
        String receipt = "{\"exchangeId\":\"x\",\"id\":\"bm-1\",\"digest\":\"" + DIGEST + "\",\"repeat\":false}";

        assertThat(complaint(202, receipt)).isNull();
        assertThat(complaint(503, receipt)).contains("status 503");
        assertThat(complaint(202, receipt.replace("bm-1", "bm-2"))).contains("another id");
        assertThat(complaint(202, receipt.replace("false", "true"))).contains("repeat");
        assertThat(complaint(202, receipt.replace("0a0a", ""))).contains("digest");
    }

    private static @Nullable String complaint(int status, String body) {
        return AnswerCheck.HUB.complaint(status, body.getBytes(StandardCharsets.UTF_8), "bm-1");
    }
}
