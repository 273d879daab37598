package vn.gov.hanoi.hpasc.hub.ingress.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.hub.accept.Candidate;
import vn.gov.hanoi.hpasc.hub.ingress.FakeAcceptance.Mood;
import vn.gov.hanoi.hpasc.hub.ingress.IngressStack;
import vn.gov.hanoi.hpasc.hub.ingress.Samples;

class MessagesRouteTest {

    private static final String EVENT = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String MESSAGES = "/api/v1/messages";

    private IngressStack hub;

    @BeforeEach
    void fresh() {
        hub = IngressStack.fresh();
    }

    private HttpResponse<String> send(String body) {
        return hub.post(IngressStack.CORE, MESSAGES, EVENT, body);
    }

    private static void isProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = Samples.json(answer.body());
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("type").asText()).endsWith(code);
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("detail").asText()).isNotBlank();
        assertThat(problem.path("origin").asText()).isIn("caller", "hub");
    }

    @Test
    void answersAMessageWithItsReceipt() {
        HttpResponse<String> answer = send(Samples.submitted("m-1"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        JsonNode receipt = Samples.json(answer.body());
        assertThat(receipt.path("id").asText()).isEqualTo("m-1");
        assertThat(receipt.path("source").asText()).isEqualTo("/agencies/H26.01");
        assertThat(receipt.path("repeat").asBoolean(true)).isFalse();
        assertThat(receipt.path("digest").asText()).startsWith("sha256-v1:");
        assertThat(receipt.path("acceptedAt").asText()).isEqualTo("2026-11-23T03:00:00.123456Z");
        assertThat(receipt.path("deliveries").path(0).path("sequence").asInt()).isEqualTo(1);
    }

    @Test
    void answersARepeatWithTheSameReceiptMarked() {
        JsonNode first = Samples.json(send(Samples.submitted("m-1")).body());
        HttpResponse<String> again = send(Samples.submitted("m-1"));

        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(Samples.json(again.body()).path("repeat").asBoolean()).isTrue();
        assertThat(Samples.json(again.body()).path("exchangeId")).isEqualTo(first.path("exchangeId"));
    }

    @Test
    void answersAnotherContentUnderTheSameKeyWithAConflict() {
        send(Samples.submitted("m-1"));

        isProblem(send(Samples.submitted("m-1", "H26.103.25.7-250908-0113")), 409, "HUB-400");
    }

    @Test
    void keepsTheBytesAsTheyCame() {
        String spaced = "  " + Samples.submitted("m-1") + "\n";
        send(spaced);

        Candidate candidate = hub.acceptance().reached().getFirst();
        assertThat(candidate.received()).isEqualTo(Samples.utf8(spaced));
        assertThat(candidate.receivedMediaType()).isEqualTo(EVENT);
        assertThat(candidate.protocol()).isEqualTo(Candidate.Protocol.REST);
        assertThat(candidate.sender().code().value()).isEqualTo("H26.01");
    }

    @Test
    void givesOneKeyWhicheverNotationTheSenderUses() {
        send(Samples.changed(
                "submitted", message -> message.put("id", "m-1").put("source", "/agencies/000.00.01.H26")));
        HttpResponse<String> again = send(
                Samples.changed("submitted", message -> message.put("id", "m-1").put("source", "/agencies/H26.01")));

        assertThat(Samples.json(again.body()).path("repeat").asBoolean()).isTrue();
        assertThat(hub.acceptance().reached().getFirst().message().source().value())
                .isEqualTo("/agencies/H26.01");
    }

    @Test
    void takesTheMediaTypeWithParameters() {
        for (String type : List.of(EVENT + "; charset=utf-8", "Application/CloudEvents+JSON;charset=\"UTF-8\"")) {
            assertThat(hub.post(IngressStack.CORE, MESSAGES, type, Samples.submitted("m-1"))
                            .statusCode())
                    .as(type)
                    .isEqualTo(202);
        }
    }

    @Test
    void takesABodyInChunks() {
        HttpResponse<String> answer = hub.send(hub.as(IngressStack.CORE, MESSAGES)
                .header("Content-Type", EVENT)
                .POST(HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofString(Samples.submitted("m-1"))))
                .build());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    @Test
    void refusesWithoutCredentialsBeforeLookingAtTheMessage() {
        HttpResponse<String> answer = hub.send(HttpRequest.newBuilder(hub.address(MESSAGES))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("rubbish"))
                .build());

        isProblem(answer, 401, "HUB-200");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @Test
    void tellsProblemsInTheLanguageOfTheCaller() {
        HttpRequest.Builder request = hub.as(IngressStack.CORE, MESSAGES)
                .header("Content-Type", EVENT)
                .header("Accept-Language", "vi-VN,vi;q=0.9,en;q=0.5")
                .POST(HttpRequest.BodyPublishers.ofString("{"));
        HttpResponse<String> answer = hub.send(request.build());

        isProblem(answer, 400, "HUB-100");
        assertThat(answer.headers().firstValue("Content-Language")).hasValue("vi");
        assertThat(Samples.json(answer.body()).path("detail").asText()).startsWith("Nội dung không đọc được");
    }

    @Test
    void pointsAtWhatIsWrong() {
        HttpResponse<String> answer = send(Samples.changed(
                "submitted", message -> message.withObject("/data/procedure").put("code", "nonsense")));

        isProblem(answer, 422, "HUB-102");
        assertThat(Samples.json(answer.body())
                        .path("errors")
                        .path(0)
                        .path("pointer")
                        .asText())
                .isEqualTo("/data/procedure/code");
    }

    @Test
    void refusesWhatTheAgencyMayNotSend() {
        isProblem(
                send(Samples.changed("progressed", message -> message.put("source", "/agencies/H26.01"))),
                403,
                "HUB-204");
        isProblem(
                send(Samples.changed("submitted", message -> message.put("source", "/agencies/H26.13"))),
                403,
                "HUB-203");
        isProblem(
                send(Samples.changed("submitted", message -> message.put("time", "2026-11-23T03:05:01Z"))),
                422,
                "HUB-104");
        assertThat(hub.acceptance().reached()).isEmpty();
    }

    @Test
    void takesATimeOfAClockThatIsAlmostFiveMinutesFast() {
        assertThat(send(Samples.changed("submitted", message -> message.put("time", "2026-11-23T03:04:59Z")))
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void asksTheSenderToComeBackWhileTheStoreIsAway() {
        hub.acceptance().mood(Mood.STORE_AWAY);
        HttpResponse<String> answer = send(Samples.submitted("m-1"));

        isProblem(answer, 503, "HUB-501");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void asksTheSenderToComeBackWhenTheReceiptTakesTooLong() {
        hub.acceptance().mood(Mood.SILENT);
        HttpResponse<String> answer = send(Samples.submitted("m-1"));

        isProblem(answer, 503, "HUB-503");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void letsNoHeaderOfTheCallerSpeakToCamel() {
        HttpResponse<String> answer = hub.send(hub.as(IngressStack.CORE, MESSAGES + "?CamelHttpResponseCode=299")
                .header("Content-Type", EVENT)
                .header("CamelHttpResponseCode", "299")
                .header("CamelHttpUri", "http://127.0.0.1:1/")
                .header("CamelToEndpoint", "log:x")
                .header("CamelExceptionCaught", "x")
                .POST(HttpRequest.BodyPublishers.ofString(Samples.submitted("m-1")))
                .build());

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("camel"));
    }

    @Test
    void refusesOtherMethodsAndUnknownAddressesAsProblems() {
        HttpResponse<String> get = hub.get(IngressStack.CORE, MESSAGES);
        isProblem(get, 405, "HUB-114");
        assertThat(get.headers().firstValue("Allow"))
                .hasValueSatisfying(allow -> assertThat(allow).contains("POST"));
        isProblem(hub.get(IngressStack.CORE, "/api/v1/nothing"), 404, "HUB-300");
        isProblem(hub.get(IngressStack.CORE, "/"), 404, "HUB-300");
    }

    @Test
    void refusesTooLargeABodyAnnouncedOrInChunks() {
        String large = " ".repeat(20 * 1024 * 1024);
        isProblem(send(large), 413, "HUB-108");
        isProblem(
                hub.send(hub.as(IngressStack.CORE, MESSAGES)
                        .header("Content-Type", EVENT)
                        .POST(HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofString(large)))
                        .build()),
                413,
                "HUB-108");
    }

    private JsonNode batch(String... items) {
        HttpResponse<String> answer = hub.post(IngressStack.CORE, MESSAGES, BATCH, "[" + String.join(",", items) + "]");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(207);
        return Samples.json(answer.body());
    }

    @Test
    void answersABatchItemByItemInOrder() {
        hub.acceptance().refuse("b-2");
        JsonNode said = batch(
                Samples.submitted("b-1", "H26.01-250908-0001"),
                Samples.submitted("b-2", "H26.01-250908-0002"),
                "{\"nonsense\":true}",
                Samples.submitted("b-4", "H26.01-250908-0004"));

        assertThat(said).hasSize(4);
        assertThat(said.path(0).path("id").asText()).isEqualTo("b-1");
        assertThat(said.path(1).path("code").asText()).isEqualTo("HUB-301");
        assertThat(said.path(2).path("code").asText()).isEqualTo("HUB-101");
        assertThat(said.path(3).path("id").asText()).isEqualTo("b-4");
    }

    @Test
    void refusesWhatFollowsARefusedItemOfTheSameDossier() {
        String dossier = "H26.01-250908-0001";
        hub.acceptance().refuse("b-5");
        JsonNode said = batch(
                Samples.changed(
                        "submitted",
                        m -> m.put("id", "b-1").put("subject", dossier).remove("data")),
                Samples.submitted("b-2", dossier),
                Samples.submitted("b-3", "000.00.01.H26-250908-0001"),
                Samples.submitted("b-4", "H26.01-250908-0002"),
                Samples.submitted("b-5", "H26.01-250908-0003"),
                Samples.submitted("b-6", "H26.01-250908-0003"));

        assertThat(said.findValuesAsText("code"))
                .containsExactly("HUB-101", "HUB-120", "HUB-120", "HUB-301", "HUB-120");
        assertThat(said.path(3).path("id").asText()).isEqualTo("b-4");
    }

    @Test
    void givesARepeatItsReceiptAlsoAfterAnItemOfItsDossierThatCannotBeRead() {
        String dossier = "H26.01-250908-0001";
        JsonNode first = batch(Samples.submitted("b-1", dossier)).path(0);

        JsonNode said = batch(
                Samples.changed(
                        "submitted",
                        m -> m.put("id", "b-2").put("subject", dossier).remove("data")),
                Samples.submitted("b-1", dossier),
                Samples.submitted("b-3", dossier));

        assertThat(said.path(0).path("code").asText()).isEqualTo("HUB-101");
        assertThat(said.path(1).path("exchangeId")).isEqualTo(first.path("exchangeId"));
        assertThat(said.path(1).path("repeat").asBoolean()).isTrue();
        assertThat(said.path(2).path("code").asText()).isEqualTo("HUB-120");
    }

    @Test
    void refusesABatchThatIsTooLongOrNone() {
        String[] many = new String[501];
        Arrays.fill(many, Samples.submitted("b"));
        isProblem(hub.post(IngressStack.CORE, MESSAGES, BATCH, "[" + String.join(",", many) + "]"), 413, "HUB-111");
        isProblem(hub.post(IngressStack.CORE, MESSAGES, BATCH, "{}"), 400, "HUB-100");
    }

    @Test
    void refusesAWholeBatchWhileTheStoreIsAway() {
        hub.acceptance().mood(Mood.STORE_AWAY);
        HttpResponse<String> answer =
                hub.post(IngressStack.CORE, MESSAGES, BATCH, "[" + Samples.submitted("b-1") + "]");

        isProblem(answer, 503, "HUB-501");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
}
