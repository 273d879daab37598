package vn.gov.hanoi.hpasc.hub.ingress.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.hanoi.hpasc.hub.delivery.Inbox;
import vn.gov.hanoi.hpasc.hub.ingress.FakeInbox;
import vn.gov.hanoi.hpasc.hub.ingress.FakeQueries;
import vn.gov.hanoi.hpasc.hub.ingress.IngressStack;
import vn.gov.hanoi.hpasc.hub.ingress.Samples;

class QueriesRouteTest {

    private static final String MESSAGE = "/api/v1/messages/" + FakeQueries.EXCHANGE;
    private static final String DOSSIER = "/api/v1/dossiers/" + Samples.DOSSIER;
    private static final String JSON = "application/json";

    private IngressStack hub;

    @BeforeEach
    void fresh() {
        hub = IngressStack.fresh();
    }

    private static void is(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Samples.json(answer.body()).path("code").asText()).isEqualTo(code);
    }

    @Test
    void showsAMessageToThoseWhoTakePart() {
        HttpResponse<String> answer = hub.get(IngressStack.LAND, MESSAGE);

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode message = Samples.json(answer.body());
        assertThat(message.path("exchangeId").asText()).isEqualTo(FakeQueries.EXCHANGE.toString());
        assertThat(message.path("deliveries").path(0).path("nextAttempt").asText())
                .isEqualTo("2026-11-23T02:12:45.482913Z");
        assertThat(message.has("participants")).isFalse();
        assertThat(message.has("corrects")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {MESSAGE_OF_ALL, DOSSIER_OF_ALL, DOSSIER_OF_ALL + "/timeline"})
    void showsNothingToThoseWhoDoNot(String path) {
        is(hub.get(IngressStack.FINANCE, path), 404, "HUB-300");
    }

    static final String MESSAGE_OF_ALL = "/api/v1/messages/0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b";
    static final String DOSSIER_OF_ALL = "/api/v1/dossiers/" + Samples.DOSSIER;

    @Test
    void findsADossierByAnAliasWithASlash() {
        HttpResponse<String> answer = hub.get(IngressStack.CORE, "/api/v1/dossiers/SBN%2F25-004512");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Samples.json(answer.body()).path("code").asText()).isEqualTo(Samples.DOSSIER);
    }

    @Test
    void tellsTheStory() {
        HttpResponse<String> answer = hub.get(IngressStack.CORE, DOSSIER + "/timeline");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Samples.json(answer.body())
                        .path("messages")
                        .path(0)
                        .path("id")
                        .asText())
                .isEqualTo("m-1");
        assertThat(Samples.json(answer.body()).path("dossier").path("statusVi").asText())
                .isEqualTo("Đang xử lý");
    }

    @Test
    void asksToComeBackForAProofThatIsNotSealed() {
        HttpResponse<String> answer = hub.get(IngressStack.CORE, MESSAGE + "/proof");

        is(answer, 404, "HUB-304");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        is(hub.get(IngressStack.FINANCE, MESSAGE + "/proof"), 404, "HUB-300");
    }

    @Test
    void refusesQuestionsThatMakeNoSense() {
        is(hub.get(IngressStack.CORE, "/api/v1/messages/" + UUID.randomUUID()), 404, "HUB-300");
        is(hub.get(IngressStack.CORE, "/api/v1/messages/1-1-1-1-1"), 400, "HUB-113");
        is(hub.get(IngressStack.CORE, "/api/v1/dossiers/" + "x".repeat(101)), 400, "HUB-113");
        is(hub.get(IngressStack.CORE, "/api/v1/dossiers/unknown"), 404, "HUB-300");
        is(hub.get(IngressStack.CORE, "/api/v1/dossiers/a%0Ab"), 400, "HUB-113");
    }

    @Test
    void saysWhenToAskAgainWhileTheStoreIsAway() {
        hub.bean(FakeQueries.class).away(true);
        HttpResponse<String> answer = hub.get(IngressStack.CORE, DOSSIER);

        is(answer, 503, "HUB-501");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void lendsDeliveriesAndTakesTheirOutcome() {
        HttpResponse<String> leased = hub.get(IngressStack.FINANCE, "/api/v1/inbox?limit=5");

        assertThat(leased.statusCode()).as(leased.body()).isEqualTo(200);
        JsonNode delivery = Samples.json(leased.body()).path("deliveries").path(0);
        FakeInbox inbox = hub.bean(FakeInbox.class);
        assertThat(delivery.path("deliveryId").asText())
                .isEqualTo(inbox.delivery().deliveryId().toString());
        assertThat(delivery.path("leasedUntil").asText()).isEqualTo("2026-11-23T03:01:00Z");
        assertThat(delivery.path("message").path("exchangeid").asText())
                .isEqualTo(inbox.delivery().exchangeId().toString());

        String address = "/api/v1/inbox/" + inbox.delivery().deliveryId() + "/outcome";
        String accepted = "{\"accepted\":true,\"reference\":\"TCH-1\"}";
        assertThat(hub.post(IngressStack.FINANCE, address, JSON, accepted).statusCode())
                .isEqualTo(204);
        assertThat(hub.post(IngressStack.FINANCE, address, JSON, accepted).statusCode())
                .isEqualTo(204);
        is(hub.post(IngressStack.FINANCE, address, JSON, "{\"accepted\":false,\"reason\":\"no\"}"), 409, "HUB-406");
        assertThat(inbox.reports().getFirst()).isEqualTo(new Inbox.Report(true, "TCH-1", null));
    }

    @Test
    void refusesReportsThatMakeNoSense() {
        String address = "/api/v1/inbox/" + hub.bean(FakeInbox.class).delivery().deliveryId() + "/outcome";
        is(hub.post(IngressStack.FINANCE, address, JSON, "{\"accepted\":false}"), 422, "HUB-102");
        is(hub.post(IngressStack.FINANCE, address, JSON, "{\"accepted\":\"yes\"}"), 422, "HUB-102");
        is(hub.post(IngressStack.FINANCE, address, JSON, "{\"accepted\":true,\"accepted\":false}"), 400, "HUB-106");
        is(hub.post(IngressStack.FINANCE, address, JSON, "{\"accepted\":true} {}"), 400, "HUB-100");
        is(hub.post(IngressStack.FINANCE, address, JSON, "[]"), 400, "HUB-100");
        is(hub.post(IngressStack.FINANCE, address, JSON, ""), 400, "HUB-100");
        is(hub.post(IngressStack.FINANCE, address, "text/plain", "{}"), 415, "HUB-109");
        is(hub.post(IngressStack.FINANCE, "/api/v1/inbox/x/outcome", JSON, "{}"), 400, "HUB-113");
        is(
                hub.post(
                        IngressStack.FINANCE,
                        "/api/v1/inbox/" + UUID.randomUUID() + "/outcome",
                        JSON,
                        "{\"accepted\":true}"),
                404,
                "HUB-300");
        assertThat(hub.bean(FakeInbox.class).reports()).isEmpty();
    }

    @Test
    void lendsOnlyToThoseWithoutAnAddressAndOnlySensibleNumbers() {
        is(hub.get(IngressStack.LAND, "/api/v1/inbox"), 403, "HUB-205");
        for (String limit : new String[] {"0", "101", "x", "", "-1", "99999999999"}) {
            is(hub.get(IngressStack.FINANCE, "/api/v1/inbox?limit=" + limit), 400, "HUB-113");
        }
        HttpResponse<String> head = hub.send(hub.as(IngressStack.FINANCE, "/api/v1/inbox")
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
        assertThat(head.statusCode()).isEqualTo(405);
    }

    private HttpResponse<String> asNobody(String path) {
        return hub.send(HttpRequest.newBuilder(hub.address(path)).GET().build());
    }

    @Test
    void showsTheContractsToEverybody() {
        assertThat(asNobody("/api/v1/openapi.yaml").body()).startsWith("openapi: ");
        assertThat(asNobody("/api/v1/asyncapi.yaml").body()).startsWith("asyncapi: ");
        HttpResponse<String> page = asNobody("/api/docs/index.html");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("swagger-ui-bundle.js").doesNotContain("//");
        assertThat(asNobody("/api/docs/swagger-ui-bundle.js").statusCode()).isEqualTo(200);
        assertThat(asNobody("/api/docs/show.js").body()).contains("/api/v1/openapi.yaml");
        assertThat(asNobody("/api/docs").headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/api/docs/index.html"));
        is(asNobody("/api/docs/nothing.html"), 404, "HUB-300");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                MESSAGE_OF_ALL,
                MESSAGE_OF_ALL + "/proof",
                DOSSIER_OF_ALL,
                DOSSIER_OF_ALL + "/timeline",
                "/api/v1/inbox"
            })
    void showsAllElseToNobodyUnknown(String path) {
        is(asNobody(path), 401, "HUB-200");
    }
}
