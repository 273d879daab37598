package vn.gov.hanoi.hpasc.hub.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.JMSContext;
import jakarta.jms.MapMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.StreamSupport;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.gov.hanoi.hpasc.hub.broker.BrokerUsers;

/** What cannot be taken apart is seen by an operator, as it came, until he discards it. */
@ExtendWith(OnTheBench.class)
class UnreadableIT {

    private final Bench bench;

    UnreadableIT(Bench bench) {
        this.bench = bench;
    }

    private JsonNode parked(String correlation) {
        return StreamSupport.stream(
                        bench.hub().admin().get("/admin/v1/unreadable").spliterator(), false)
                .filter(one -> new String(content(one), StandardCharsets.UTF_8).contains(correlation))
                .findFirst()
                .orElse(null);
    }

    private byte[] content(JsonNode one) {
        return Base64.getDecoder()
                .decode(bench.hub()
                        .admin()
                        .get("/admin/v1/unreadable/" + one.path("id").asText())
                        .path("content")
                        .asText());
    }

    @Test
    void showsAnOperatorWhatCouldNotBeTakenApartUntilItIsDiscarded() throws Exception {
        BrokerUsers.Credentials user = bench.hub().brokerUser("H26.01");
        try (JMSContext agency = new JmsConnectionFactory(
                        "amqp://127.0.0.1:" + bench.hub().brokerPort())
                .createContext(user.user(), user.password())) {
            MapMessage map = agency.createMapMessage();
            map.setString("what", "unreadable-map");
            agency.createProducer().send(agency.createQueue("hpasc.in.H26.01"), map);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> parked("unreadable-map") != null);

        JsonNode found = parked("unreadable-map");
        assertThat(found.path("agency").asText()).isEqualTo("H26.01");
        assertThat(found.path("code").asText()).isEqualTo("HUB-109");
        assertThat(found.path("kind").asText()).isEqualTo("AMQP message");
        assertThat(found.path("length").asInt()).isPositive();
        assertThat(bench.hub()
                        .admin()
                        .order("/admin/v1/unreadable/" + found.path("id").asText() + "/discard", "told them"))
                .isEqualTo(204);
        assertThat(parked("unreadable-map")).isNull();
        assertThat(bench.hub()
                        .admin()
                        .order("/admin/v1/unreadable/" + found.path("id").asText() + "/discard", "again"))
                .isEqualTo(404);
    }
}
