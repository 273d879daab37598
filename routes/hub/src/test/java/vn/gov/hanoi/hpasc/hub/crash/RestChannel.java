package vn.gov.hanoi.hpasc.hub.crash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** {@code POST /api/v1/messages}. */
final class RestChannel implements Channel {

    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int ACCEPTED = 202;
    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY = 429;

    private final HttpClient client;
    private final URI target;
    private final UnaryOperator<String> tokenOf;
    private final Figures figures;

    /** @param tokenOf the bearer token of an agency */
    RestChannel(HttpClient client, URI target, UnaryOperator<String> tokenOf, Figures figures) {
        this.client = client;
        this.target = target;
        this.tokenOf = tokenOf;
        this.figures = figures;
    }

    @Override
    public Answer send(Outgoing message) throws NoAnswer, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(target)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + tokenOf.apply(message.agency()))
                .header("Content-Type", "application/cloudevents+json")
                .POST(HttpRequest.BodyPublishers.ofString(message.json()))
                .build();
        try {
            return answerOf(client.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new NoAnswer(e);
        }
    }

    private Answer answerOf(HttpResponse<String> response) throws NoAnswer, JsonProcessingException {
        int status = response.statusCode();
        if (status == ACCEPTED) {
            return receipt(JSON.readTree(response.body()));
        }
        if (status == SERVER_ERROR) {
            figures.unexpected("REST 500: " + response.body());
        }
        if (status < BAD_REQUEST || status >= SERVER_ERROR || status == TOO_MANY) {
            throw new NoAnswer("status " + status);
        }
        return new Answer.Refusal(status + " " + response.body());
    }

    /** Reads the JSON form of a receipt. */
    static Answer.Receipt receipt(JsonNode receipt) {
        List<Answer.Promise> deliveries = new ArrayList<>();
        receipt.required("deliveries")
                .forEach(delivery -> deliveries.add(new Answer.Promise(
                        delivery.required("destination").asText(),
                        delivery.required("sequence").asLong())));
        return new Answer.Receipt(
                UUID.fromString(receipt.required("exchangeId").asText()),
                receipt.required("digest").asText(),
                receipt.required("repeat").asBoolean(),
                deliveries);
    }
}
