package vn.gov.hanoi.hpasc.connectors.nationalportal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bucket4j.Bucket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.DeliveryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.HttpStatusOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalSilent;

/** Calls operations of the portal, within a session and a rate. */
final class PortalClient implements AutoCloseable {

    private static final int UNAUTHORIZED = 401;

    private final PortalProperties properties;
    private final PortalHttp http;
    private final PortalSession sessions;
    private final @Nullable Bucket rate;

    PortalClient(Destination destination, PortalProperties properties, Clock clock) {
        this.properties = properties;
        this.http = new PortalHttp(destination, properties.wire());
        this.sessions = new PortalSession(this::logIn, properties.wire(), clock);
        int most = properties.wire().callsPerSecond();
        this.rate = most == 0
                ? null
                : Bucket.builder()
                        .addLimit(limit ->
                                limit.capacity(Math.max(1, most / 10)).refillGreedy(most, Duration.ofSeconds(1)))
                        .build();
    }

    /**
     * Calls {@code service}.
     *
     * @param content what the operation needs beside session, agency and name
     * @return never {@link PortalAnswer.NoSession} or {@link PortalAnswer.Busy}
     */
    PortalAnswer call(PortalService service, ObjectNode content) throws DestinationUnavailable, PortalSilent {
        PortalSession.Ticket ticket = sessions.ticket();
        PortalAnswer answer = ask(service, content, ticket);
        if (answer instanceof PortalAnswer.NoSession) {
            answer = ask(service, content, sessions.other(ticket));
        }
        return switch (answer) {
            case PortalAnswer.NoSession refused ->
                throw new DestinationUnavailable(
                        ErrorCode.DESTINATION_DENIED_US, "a fresh session was refused", null, null);
            case PortalAnswer.Busy busy ->
                throw new DestinationUnavailable(ErrorCode.DESTINATION_BUSY, busy.message(), null, null);
            default -> answer;
        };
    }

    /** Brings rows. */
    PortalAnswer push(PortalService service, List<ObjectNode> rows, @Nullable Boolean updating)
            throws DestinationUnavailable, PortalSilent {
        ObjectNode content = PortalAnswer.JSON.createObjectNode();
        if (updating != null) {
            content.put("isUpdating", updating ? "True" : "False");
        }
        ArrayNode data = content.putArray("data");
        rows.forEach(data::add);
        return call(service, content);
    }

    /** Fetches; null when the portal has none such. */
    @Nullable
    JsonNode fetch(PortalService service, ObjectNode content) throws DestinationUnavailable, PortalSilent {
        return switch (call(service, content)) {
            case PortalAnswer.Done done -> done.said().path("result");
            case PortalAnswer.Absent none -> null;
            case PortalAnswer.Exists odd -> throw new PortalSilent(ErrorCode.SENSELESS_ANSWER, odd.message());
            case PortalAnswer.Refused no -> throw new PortalSilent(ErrorCode.DESTINATION_REFUSED, no.message());
            case PortalAnswer.NoSession no -> throw new IllegalStateException(no.message());
            case PortalAnswer.Busy no -> throw new IllegalStateException(no.message());
        };
    }

    private PortalAnswer ask(PortalService service, ObjectNode content, PortalSession.Ticket ticket)
            throws DestinationUnavailable, PortalSilent {
        ObjectNode body = PortalAnswer.JSON
                .createObjectNode()
                .put("session", ticket.session())
                .put("madonvi", properties.agencyCode())
                .put("service", properties.wire().nameOf(service));
        body.setAll(content);
        return send(properties.wire().pathOf(service), body);
    }

    private PortalAnswer send(String path, ObjectNode body) throws DestinationUnavailable, PortalSilent {
        if (rate != null) {
            rate.asBlocking().consumeUninterruptibly(1);
        }
        PortalHttp.Answer answer = http.post(path, bytes(body));
        if (answer.status() / 100 == 2) {
            return PortalAnswer.of(answer.body(), properties.answers());
        }
        if (answer.status() == UNAUTHORIZED) {
            return new PortalAnswer.NoSession("HTTP 401");
        }
        String text = new String(answer.body(), StandardCharsets.UTF_8).strip();
        String said = text.isEmpty() ? "HTTP " + answer.status() : text;
        return switch (HttpStatusOutcome.of(answer.status(), said, answer.retryAfter())) {
            case DeliveryOutcome.Rejected no ->
                new PortalAnswer.Refused(no.reason(), PortalAnswer.JSON.createObjectNode());
            case DeliveryOutcome.Unknown unknown -> throw new PortalSilent(unknown.code(), unknown.reason());
            case DeliveryOutcome.Accepted impossible ->
                throw new IllegalStateException("HTTP " + answer.status() + " is no success");
        };
    }

    private String logIn() throws DestinationUnavailable, PortalSilent {
        ObjectNode body = PortalAnswer.JSON
                .createObjectNode()
                .put("username", properties.username())
                .put("password", password());
        PortalAnswer answer = send(properties.wire().authPath(), body);
        if (!(answer instanceof PortalAnswer.Done done)) {
            throw new DestinationUnavailable(
                    ErrorCode.DESTINATION_DENIED_US, "the portal does not let us in", null, null);
        }
        String session = done.said().path("session").asText("");
        if (session.isEmpty()) {
            throw new PortalSilent(ErrorCode.SENSELESS_ANSWER, "a login without a session");
        }
        return session;
    }

    private String password() {
        if (properties.passwordFile() == null) {
            return properties.password();
        }
        try {
            return Files.readString(properties.passwordFile()).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("hub.portal.password-file cannot be read", unreadable);
        }
    }

    private static byte[] bytes(ObjectNode body) {
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
