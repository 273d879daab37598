package vn.gov.hanoi.hpasc.hub.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyPair;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.hub.problem.SoapVersion;

/**
 * What a hub does with bad input over all wires: each kind gets its documented error, never a stack trace, never a 500
 * where it is not SOAP's own, and nothing of it is taken in.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BadInputContract {

    private static final String CORE = "H26.01";
    private static final long LONG = 20_000;

    /** What is longer the broker refuses by itself: it closes the connection. */
    private static final int LONGEST_AT_THE_BROKER = 8 * 1024 * 1024;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Where the hub listens. */
    protected abstract URI address(String path);

    /** A good token of an agency. */
    protected abstract String token(String agency);

    /** Agencies' way to the broker over Artemis' own protocol. */
    protected abstract ConnectionFactory broker(String agency);

    /** The keys of an agency. */
    protected abstract KeyPair keys(String agency);

    /** What the hub's clock says. */
    protected abstract Instant now();

    /** Fails when anything was accepted since the last test. */
    protected abstract void assertNothingTaken();

    Stream<Arguments> badMessages() {
        return BadMessages.all(now()).entrySet().stream().map(each -> Arguments.of(each.getKey(), each.getValue()));
    }

    Stream<Arguments> badTokens() throws JOSEException {
        return BadTokens.all(this::keys, now()).entrySet().stream()
                .map(each -> Arguments.of(each.getKey(), each.getValue()));
    }

    static Stream<Arguments> rawRequests() {
        return RawRequests.all().entrySet().stream().map(each -> Arguments.of(each.getKey(), each.getValue()));
    }

    static Stream<Arguments> badRequests() {
        return BadRequests.all().entrySet().stream().map(each -> Arguments.of(each.getKey(), each.getValue()));
    }

    static Stream<Arguments> badEnvelopes() {
        return BadEnvelopes.all().entrySet().stream().map(each -> Arguments.of(each.getKey(), each.getValue()));
    }

    private HttpRequest.Builder asCore(String path) {
        return HttpRequest.newBuilder(address(path)).header("Authorization", "Bearer " + token(CORE));
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, BodyHandlers.ofString());
    }

    private static void saysNothingOfItsInside(String body) {
        assertThat(body)
                .doesNotContain("Exception", "\tat ", "org.apache", "java.", "vn.gov.hanoi.hpasc.hub", "Tomcat", "SQL");
    }

    private static void isProblem(HttpResponse<String> answer, ErrorCode code) {
        assertThat(answer.statusCode())
                .as(answer.body())
                .isEqualTo(code.httpStatus())
                .isNotEqualTo(500);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(Samples.json(answer.body()).path("code").asText()).isEqualTo(code.wire());
        assertThat(answer.headers().map()).doesNotContainKey("Set-Cookie");
        saysNothingOfItsInside(answer.body());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badMessages")
    void refusesABadMessageOverRest(String kind, BadMessages.Bad bad) throws Exception {
        isProblem(
                send(asCore("/api/v1/messages")
                        .header("Content-Type", "application/cloudevents+json")
                        .POST(BodyPublishers.ofByteArray(bad.body()))
                        .build()),
                bad.code());
        assertNothingTaken();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badMessages")
    void refusesABadMessageOverAQueue(String kind, BadMessages.Bad bad) throws JMSException {
        try (JMSContext core = broker(CORE).createContext();
                JMSConsumer receipts = core.createConsumer(core.createQueue("hpasc.receipts." + CORE))) {
            BytesMessage message = core.createBytesMessage();
            message.writeBytes(bad.body());
            message.setStringProperty("JMS_AMQP_ContentType", "application/cloudevents+json");
            if (bad.body().length > LONGEST_AT_THE_BROKER) {
                assertThatThrownBy(() -> core.createProducer().send(core.createQueue("hpasc.in." + CORE), message))
                        .isInstanceOf(JMSRuntimeException.class);
                return;
            }
            core.createProducer().send(core.createQueue("hpasc.in." + CORE), message);
            Message answer = receipts.receive(LONG);
            assertThat(answer).as("an answer").isNotNull();
            assertThat(answer.getStringProperty("kind")).isEqualTo("refusal");
            String body = answer.getBody(String.class);
            assertThat(Samples.json(body).path("code").asText())
                    .as(body)
                    .isEqualTo(bad.code().wire());
            saysNothingOfItsInside(body);
        }
        assertNothingTaken();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badRequests")
    void refusesABadRequest(String kind, BadRequests.Bad bad) throws Exception {
        isProblem(send(bad.request().make(this::asCore, this::address)), bad.code());
        assertNothingTaken();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badEnvelopes")
    void refusesABadEnvelope(String kind, BadEnvelopes.Bad bad) throws Exception {
        HttpResponse<String> answer = send(asCore("/services/dossier-exchange")
                .header("Content-Type", bad.mediaType())
                .POST(BodyPublishers.ofByteArray(bad.body()))
                .build());

        boolean twelve = bad.version() == SoapVersion.SOAP_1_2;
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(twelve ? 400 : 500);
        assertThat(answer.body())
                .contains("<code>" + bad.code().wire() + "</code>")
                .contains(twelve ? "soap:Sender" : "soap:Client");
        saysNothingOfItsInside(answer.body());
        assertNothingTaken();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void refusesABadToken(String kind, BadTokens.Bad bad) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address("/api/v1/messages")).header("Authorization", "Bearer " + bad.token());
        isProblem(
                send(request.header("Content-Type", "application/cloudevents+json")
                        .POST(BodyPublishers.ofString(Samples.submitted("bad")))
                        .build()),
                bad.code());

        HttpResponse<String> soap = send(HttpRequest.newBuilder(address("/services/dossier-exchange"))
                .header("Authorization", "Bearer " + bad.token())
                .header("Content-Type", "application/soap+xml")
                .POST(BodyPublishers.ofString("<not-even-looked-at"))
                .build());
        assertThat(soap.statusCode()).isEqualTo(400);
        assertThat(soap.body()).contains("<code>" + bad.code().wire() + "</code>");
        saysNothingOfItsInside(soap.body());
        assertNothingTaken();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rawRequests")
    void refusesARequestThatIsNoHttp(String kind, String request) throws Exception {
        String answer = RawRequests.send(address("/"), token(CORE), request);

        assertThat(answer)
                .as("an answer, without a head for those who speak HTTP/0.9")
                .matches("(?s)(HTTP/1\\.1 4\\d\\d .*)?\\{\"type\":\"urn:.*")
                .containsPattern("\"code\":\"HUB-\\d{3}\"")
                .doesNotContainIgnoringCase("\nSet-Cookie");
        saysNothingOfItsInside(answer);
        assertNothingTaken();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hpasc.in.H26.13", "hpasc.in.H26", "hpasc.out.H26.13", "hub.delivery.land-office", "other"})
    void letsNobodySendToAnothersQueue(String queue) {
        try (JMSContext core = broker(CORE).createContext()) {
            assertThatThrownBy(() -> core.createProducer().send(core.createQueue(queue), "x"))
                    .isInstanceOf(JMSRuntimeException.class);
        }
        assertNothingTaken();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hpasc.receipts.H26.13", "hpasc.out.H26.13", "hpasc.in.H26.01", "hub.delivery.land-office"})
    void letsNobodyReadAnothersQueue(String queue) {
        try (JMSContext core = broker(CORE).createContext()) {
            assertThatThrownBy(() -> core.createConsumer(core.createQueue(queue)))
                    .isInstanceOf(JMSRuntimeException.class);
        }
    }
}
