package vn.gov.hanoi.hpasc.hub.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Whoever is refused over REST or SOAP leaves one security event, and nothing of what he showed. */
class SecurityEventsRouteTest {

    private static final String EVENT = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String MESSAGES = "/api/v1/messages";
    private static final String SOAP = "/services/dossier-exchange";
    private static final String LAND = "/services/land-registry";
    private static final String OUTCOME = "/api/v1/inbox/" + UUID.randomUUID() + "/outcome";
    private static final String FOREIGN =
            Samples.changed("submitted", message -> message.put("source", "/agencies/H26.13"));
    private static final String UNGRANTED =
            Samples.changed("resolved", message -> message.put("source", "/agencies/H26.01"));

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private IngressStack hub;

    @BeforeEach
    void fresh() {
        hub = IngressStack.fresh();
        lines.start();
        root.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(lines);
    }

    /**
     * A way to be refused.
     *
     * @param token of whom; null for none
     * @param signer who signed it
     */
    record Refused(
            String path,
            @Nullable String token,
            @Nullable String signer,
            String mediaType,
            String body,
            String counted) {

        @Override
        public String toString() {
            return path + " " + counted + " " + token;
        }
    }

    private static Refused post(@Nullable String token, String path, String mediaType, String body, String counted) {
        return new Refused(path, token, token, mediaType, body, counted);
    }

    private static Refused get(@Nullable String token, String path, String counted) {
        return post(token, path, "", "", counted);
    }

    static Stream<Refused> refused() {
        String core = IngressStack.CORE;
        return Stream.of(
                post(null, MESSAGES, EVENT, Samples.submitted("s-1"), "authentication-failed rest"),
                post(null, MESSAGES, BATCH, "[]", "authentication-failed rest"),
                new Refused(MESSAGES, core, IngressStack.LAND, EVENT, "{}", "authentication-failed rest"),
                get(null, "/api/v1/dossiers/" + Samples.DOSSIER, "authentication-failed rest"),
                get(null, "/api/v1/inbox", "authentication-failed inbox"),
                post(null, OUTCOME, "application/json", "{}", "authentication-failed inbox"),
                post(null, SOAP, "text/xml", "<x/>", "authentication-failed soap"),
                post(null, LAND, "text/xml", "<x/>", "authentication-failed soap"),
                new Refused(SOAP, core, IngressStack.LAND, "text/xml", "<x/>", "authentication-failed soap"),
                post(core, MESSAGES, EVENT, FOREIGN, "authority-refused rest"),
                post(core, MESSAGES, EVENT, UNGRANTED, "authority-refused rest"),
                post(core, MESSAGES, BATCH, "[" + FOREIGN + "]", "authority-refused rest"),
                get(core, "/api/v1/inbox", "authority-refused inbox"),
                post(IngressStack.FINANCE, LAND, "text/xml", "<x/>", "authority-refused soap"));
    }

    private HttpResponse<String> send(Refused refused) {
        HttpRequest.Builder request = HttpRequest.newBuilder(hub.address(refused.path()));
        if (refused.token() != null) {
            request.header("Authorization", "Bearer " + hub.token(refused.token(), refused.signer()));
        }
        return hub.send(
                refused.mediaType().isEmpty()
                        ? request.build()
                        : request.header("Content-Type", refused.mediaType())
                                .POST(HttpRequest.BodyPublishers.ofString(refused.body()))
                                .build());
    }

    @ParameterizedTest
    @MethodSource("refused")
    void eachWayToBeRefusedIsOneEventOfItsKindAndChannel(Refused refused) {
        MeterRegistry registry = hub.bean(MeterRegistry.class);
        Map<String, Integer> before = SecurityCounts.of(registry);
        assertThat(send(refused).statusCode()).as("500 is a SOAP 1.1 fault").isIn(207, 401, 403, 500);
        assertThat(SecurityCounts.since(before, registry)).isEqualTo(Map.of(refused.counted(), 1));
    }

    @Test
    void noLineOfTheLogHoldsAnythingOfACredential() {
        String token = hub.token(IngressStack.CORE, IngressStack.LAND);
        String basic = "Basic aHBhc2M6bWF0LWtoYXU=";
        for (String credential : new String[] {"Bearer " + token, basic}) {
            HttpResponse<String> answer = hub.send(HttpRequest.newBuilder(hub.address("/api/v1/inbox"))
                    .header("Authorization", credential)
                    .build());
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).doesNotContain(token, basic.substring(6));
        }
        for (ILoggingEvent line : lines.list) {
            String written = line.getFormattedMessage() + line.getKeyValuePairs();
            for (String part : token.split("\\.")) {
                assertThat(written).doesNotContain(part);
            }
            assertThat(written).doesNotContain(basic.substring(6));
        }
    }
}
