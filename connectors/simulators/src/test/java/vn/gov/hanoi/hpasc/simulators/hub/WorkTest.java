package vn.gov.hanoi.hpasc.simulators.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.simulators.department.RestDepartment;
import vn.gov.hanoi.hpasc.simulators.junit.Simulated;
import vn.gov.hanoi.hpasc.simulators.work.Caseworker;
import vn.gov.hanoi.hpasc.simulators.work.CitizenDesk;
import vn.gov.hanoi.hpasc.simulators.work.Office;

/** The stories are told in words that the contract knows, in JSON and in XML. */
class WorkTest {

    private static final MessageCodec STRICT = MessageCodec.strict();

    @RegisterExtension
    final Simulated<RestDepartment> department = Simulated.by(() -> RestDepartment.start(0));

    private final List<ObjectNode> sent = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @EnumSource(Office.class)
    void aDepartmentsWholeStoryFollowsTheContract(Office office) throws Exception {
        try (Caseworker working = Caseworker.at(department.system(), office, sent::add, Duration.ZERO)) {
            for (String dossier : dossiers()) {
                deliver(dossier, 1, "submitted", "{}");
                deliver(dossier, 2, "supplemented", "{}");
            }
            await().until(() -> sent.size() == 12);
        }

        assertThat(sent)
                .extracting(event -> event.path("type").asText())
                .anyMatch(type -> type.contains("supplement-requested"))
                .anyMatch(type -> type.contains("obligation-raised"))
                .anyMatch(type -> type.contains("resolved"));
        assertFollowTheContract();
    }

    @Test
    void theCitizensAnswersFollowTheContract() throws Exception {
        try (CitizenDesk desk = CitizenDesk.at(department.system(), sent::add, Duration.ZERO)) {
            String dossier = dossiers().getFirst();
            deliver(dossier, 1, "supplement-requested", "{\"items\":[{\"name\":\"Bản vẽ\"}]}");
            deliver(dossier, 2, "obligation-raised", "{\"obligationId\":\"PHI-1\",\"amount\":120000}");
            deliver(dossier, 3, "resolved", "{}");
            await().until(() -> sent.size() == 3);
        }

        assertThat(sent)
                .extracting(event -> event.at("/data/obligationId").asText())
                .contains("PHI-1");
        assertFollowTheContract();
    }

    private void assertFollowTheContract() throws Exception {
        for (ObjectNode event : sent) {
            DossierMessage json = STRICT.fromJson(event.toString().getBytes(StandardCharsets.UTF_8));
            DossierMessage xml = STRICT.fromXml(messageIn(SoapLine.envelope(event)));

            assertThat(xml).isEqualTo(json);
        }
    }

    private static byte[] messageIn(String envelope) {
        int start = envelope.indexOf("<message>");
        int end = envelope.indexOf("</message>");
        String message = envelope.substring(start, end + "</message>".length());
        return message.replaceFirst("<message>", "<message xmlns=\"http://hpasc.hanoi.gov.vn/exchange/v1\">")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** One of each kind of story. */
    private static List<String> dossiers() {
        return IntStream.range(0, 3)
                .mapToObj(kind -> IntStream.range(0, 100)
                        .mapToObj("H26.103-261123-%04d"::formatted)
                        .filter(code -> Math.floorMod(code.hashCode(), 3) == kind)
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    private void deliver(String dossier, int sequence, String what, String data) throws Exception {
        URI endpoint = department.system().endpoint();
        String key = dossier + "/" + sequence;
        String event = """
                {"specversion":"1.0","id":"m","source":"/agencies/H26.01","subject":"%s","exchangeid":"x","idempotencykey":"%s","sequence":%d,\
                "type":"vn.gov.hanoi.hpasc.dossier.%s.v1","time":"2026-11-23T08:00:00+07:00","data":%s}\
                """.formatted(dossier, key, sequence, what, data);
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/cloudevents+json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(event))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(202);
        }
    }
}
