package vn.gov.hanoi.hpasc.hub.sandbox;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.apache.qpid.jms.JmsConnectionFactory;
import vn.gov.hanoi.hpasc.connectors.spi.Transport;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.hub.broker.BrokerUsers;
import vn.gov.hanoi.hpasc.hub.broker.Queues;

/** How agencies speak to the hub from outside: over its public interface only. */
final class AgencyLines implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int OVERLOADED = 503;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final MessageCodec codec = new MessageCodec();
    private final URI hub;
    private final URI broker;
    private final BrokerUsers users;
    private final Function<AgencyCode, String> tokens;
    private final Path portalKey;

    AgencyLines(URI hub, URI broker, BrokerUsers users, Function<AgencyCode, String> tokens, Path portalKey) {
        this.hub = hub;
        this.broker = broker;
        this.users = users;
        this.tokens = tokens;
        this.portalKey = portalKey;
    }

    /** Sends a message as its source does, and waits for the answer. */
    Answer send(DossierMessage message, Transport over) throws InterruptedException {
        try {
            return switch (over) {
                case REST, PULL -> overRest(message);
                case SOAP -> overSoap(message);
                case MQ -> overQueue(message);
                case PORTAL -> overPortal(message);
                case LAND_REGISTRY -> overLandRegistry(message);
            };
        } catch (IOException | JMSException | JMSRuntimeException unreachable) {
            return new Answer(Answer.Kind.LATER, String.valueOf(unreachable.getMessage()));
        }
    }

    /** Fetches something of the hub as {@code agency}. */
    HttpResponse<String> get(AgencyCode agency, String path) throws IOException, InterruptedException {
        return http.send(request(agency, path).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Posts JSON to the hub as {@code agency}; the answer's text is the body. */
    Answer post(AgencyCode agency, String path, String body, String key) throws InterruptedException {
        HttpRequest request = request(agency, path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return answered(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException unreachable) {
            return new Answer(Answer.Kind.LATER, String.valueOf(unreachable.getMessage()));
        }
    }

    private Answer overRest(DossierMessage message) throws IOException, InterruptedException {
        HttpRequest request = request(message.source().agency(), "/api/v1/messages")
                .header("Content-Type", "application/cloudevents+json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(codec.toJson(message, Map.of())))
                .build();
        return answered(http.send(request, HttpResponse.BodyHandlers.ofString()));
    }

    private Answer overSoap(DossierMessage message) throws IOException, InterruptedException {
        String envelope =
                """
                <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>\
                <Submit xmlns="%s">%s</Submit></soap:Body></soap:Envelope>""".formatted(MessageCodec.NAMESPACE, new String(codec.toXml(message), StandardCharsets.UTF_8));
        HttpRequest request = request(message.source().agency(), "/services/dossier-exchange")
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("SOAPAction", "\"" + MessageCodec.NAMESPACE + "/Submit\"")
                .POST(HttpRequest.BodyPublishers.ofString(envelope))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        // SOAP 1.1 says every fault with 500: whether it is the hub's own is in its code.
        return response.statusCode() == 500 && response.body().contains("HUB-50")
                ? new Answer(Answer.Kind.LATER, response.body())
                : answered(response);
    }

    private static Answer answered(HttpResponse<String> response) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return new Answer(Answer.Kind.RECEIPT, response.body());
        }
        return new Answer(
                status == OVERLOADED ? Answer.Kind.LATER : Answer.Kind.REFUSED, status + " " + response.body());
    }

    /** As the portal hands down a dossier that a citizen filed there. */
    private Answer overPortal(DossierMessage message) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(hub.resolve("/callbacks/portal/dossiers"))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("X-Portal-Key", Files.readString(portalKey).strip())
                .POST(HttpRequest.BodyPublishers.ofString(PortalFiling.of(message)))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        boolean taken =
                response.body().contains("\"error_code\":0") || response.body().contains("\"error_code\":1");
        if (taken) {
            return new Answer(Answer.Kind.RECEIPT, response.body());
        }
        Answer.Kind kind = response.statusCode() == OVERLOADED ? Answer.Kind.LATER : Answer.Kind.REFUSED;
        return new Answer(kind, response.statusCode() + " " + response.body());
    }

    /** As the land registry's own system calls us. */
    private Answer overLandRegistry(DossierMessage message) throws IOException, InterruptedException {
        LandCall call = LandCall.of(message);
        Path key = portalKey.resolveSibling("land-registry-callback.key");
        HttpRequest request = HttpRequest.newBuilder(hub.resolve("/callbacks/land-registry/" + call.operation()))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("X-Land-Registry-Key", Files.readString(key).strip())
                .POST(HttpRequest.BodyPublishers.ofString(call.body()))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.body().contains("\"Result\":1")) {
            return new Answer(Answer.Kind.RECEIPT, response.body());
        }
        Answer.Kind kind = response.statusCode() == OVERLOADED ? Answer.Kind.LATER : Answer.Kind.REFUSED;
        return new Answer(kind, response.statusCode() + " " + response.body());
    }

    private Answer overQueue(DossierMessage message) throws JMSException {
        AgencyCode agency = message.source().agency();
        BrokerUsers.Credentials login = users.ensure(agency.value());
        try (JMSContext context = new JmsConnectionFactory(login.user(), login.password(), broker)
                        .createContext(JMSContext.CLIENT_ACKNOWLEDGE);
                JMSConsumer receipts = context.createConsumer(
                        context.createQueue(Queues.receipts(agency)), "JMSCorrelationID = '" + message.id() + "'")) {
            context.start();
            BytesMessage event = context.createBytesMessage();
            event.writeBytes(codec.toJson(message, Map.of()));
            event.setJMSCorrelationID(message.id());
            context.createProducer().send(context.createQueue(Queues.in(agency)), event);
            Message receipt = receipts.receive(TIMEOUT.toMillis());
            if (receipt == null) {
                return new Answer(Answer.Kind.LATER, "no receipt yet");
            }
            receipt.acknowledge();
            String text = receipt.getBody(String.class);
            return new Answer(text.contains("\"exchangeId\"") ? Answer.Kind.RECEIPT : Answer.Kind.REFUSED, text);
        }
    }

    private HttpRequest.Builder request(AgencyCode agency, String path) {
        return HttpRequest.newBuilder(hub.resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + tokens.apply(agency));
    }

    @Override
    public void close() {
        http.close();
    }
}
