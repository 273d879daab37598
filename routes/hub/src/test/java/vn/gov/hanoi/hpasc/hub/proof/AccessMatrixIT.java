package vn.gov.hanoi.hpasc.hub.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static vn.gov.hanoi.hpasc.connectors.testkit.DossierBuilder.aDossier;
import static vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder.aSubmission;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;

/**
 * Every endpoint and SOAP operation against every kind of credential. The rows are held against the routes, operations and
 * operators' addresses that the running hub has: a new one without a row fails here.
 */
@ExtendWith(OnTheBench.class)
class AccessMatrixIT {

    private static final String CORE = "H26.01";
    private static final String FINANCE = "H26.04";
    private static final String PLANNING = "H26.20";
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final MessageCodec CODEC = new MessageCodec();

    private final Bench bench;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    AccessMatrixIT(Bench bench) {
        this.bench = bench;
    }

    /** Who an address is for. */
    private enum Audience {
        /** Agencies, by their token. */
        AGENCY,
        /** One partner, by a secret, certificate or signature; without one it answers in the partner's own way. */
        PARTNER,
        /** Whoever has a signed link. */
        LINK,
        /** Everybody. */
        PUBLIC
    }

    /**
     * What one address answers.
     *
     * @param method of HTTP
     * @param path as its route has it
     * @param right the agency that may, and the answer it gets; of other audiences the answer without any credential
     * @param other the answer to an agency without a relation to what is asked for
     * @param ungranted an agency that is not granted it, and its answer
     */
    private record Row(
            Audience audience, String method, String path, Expected right, Expected other, Expected ungranted) {

        String name() {
            return method + " " + path;
        }
    }

    /** An agency and the answer it gets; the code is empty for none. */
    private record Expected(String agency, int status, String code) {}

    private static Row agency(String method, String path, Expected right, Expected other, Expected ungranted) {
        return new Row(Audience.AGENCY, method, path, right, other, ungranted);
    }

    private static Row anybody(Audience audience, String method, String path, int status) {
        Expected answer = new Expected("", status, "");
        return new Row(audience, method, path, answer, answer, answer);
    }

    private static Expected says(String agency, int status, String code) {
        return new Expected(agency, status, code);
    }

    private static Stream<Row> rows() {
        Expected lookedUp = says(PLANNING, 404, "HUB-300");
        return Stream.of(
                agency(
                        "POST",
                        "/api/v1/messages",
                        says(CORE, 202, ""),
                        says(FINANCE, 403, "HUB-203"),
                        says("H26.19", 403, "HUB-203")),
                agency("GET", "/api/v1/messages/{exchangeId}", says(CORE, 200, ""), lookedUp, lookedUp),
                agency("GET", "/api/v1/messages/{exchangeId}/proof", says(CORE, 404, "HUB-304"), lookedUp, lookedUp),
                agency("GET", "/api/v1/dossiers/{code}", says(CORE, 200, ""), lookedUp, lookedUp),
                agency("GET", "/api/v1/dossiers/{code}/timeline", says(CORE, 200, ""), lookedUp, lookedUp),
                agency(
                        "GET",
                        "/api/v1/inbox",
                        says(FINANCE, 200, ""),
                        says(PLANNING, 403, "HUB-205"),
                        says(CORE, 403, "HUB-205")),
                agency(
                        "POST",
                        "/api/v1/inbox/{deliveryId}/outcome",
                        says(FINANCE, 404, "HUB-300"),
                        says(PLANNING, 403, "HUB-205"),
                        says(CORE, 403, "HUB-205")),
                agency(
                        "POST",
                        "/api/v1/attachments",
                        says(CORE, 201, ""),
                        says(PLANNING, 201, ""),
                        says(FINANCE, 201, "")),
                agency("GET", "/api/v1/attachments/{sha256}", says(CORE, 404, "HUB-300"), lookedUp, lookedUp),
                agency("POST", "/api/v1/payments", says(CORE, 422, ""), lookedUp, lookedUp),
                agency("GET", "/api/v1/payments/{paymentId}", says(CORE, 404, "HUB-300"), lookedUp, lookedUp),
                agency("GET", "/api/v1/payments/{paymentId}/receipt", says(CORE, 404, "HUB-300"), lookedUp, lookedUp),
                agency(
                        "POST",
                        "/api/v1/payments/{paymentId}/refunds",
                        says(CORE, 404, "HUB-300"),
                        says(PLANNING, 403, "HUB-204"),
                        says(FINANCE, 403, "HUB-204")),
                anybody(Audience.PUBLIC, "GET", "/api/v1/openapi.yaml", 200),
                anybody(Audience.PUBLIC, "GET", "/api/v1/asyncapi.yaml", 200),
                anybody(Audience.LINK, "GET", "/files/{token}", 404),
                anybody(Audience.PARTNER, "GET", "/callbacks/vnpay/{merchant}", 404),
                anybody(Audience.PARTNER, "POST", "/callbacks/momo/{merchant}", 404),
                anybody(Audience.PARTNER, "POST", "/callbacks/zalopay/{merchant}", 404),
                anybody(Audience.PARTNER, "POST", "/callbacks/payment-platform/{merchant}", 404),
                anybody(Audience.PARTNER, "POST", "/callbacks/payment-platform/lookup", 401),
                anybody(Audience.PARTNER, "GET", "/returns/vnpay/{merchant}", 404),
                anybody(Audience.PARTNER, "GET", "/returns/momo/{merchant}", 404),
                anybody(Audience.PARTNER, "GET", "/returns/zalopay/{merchant}", 404),
                anybody(Audience.PARTNER, "POST", "/callbacks/portal/dossiers", 401),
                anybody(Audience.PARTNER, "POST", "/callbacks/portal/tax-notices", 401),
                anybody(Audience.PARTNER, "POST", "/callbacks/portal/tax-vouchers", 401),
                anybody(Audience.PARTNER, "POST", "/callbacks/land-registry/{operation}", 401),
                anybody(Audience.PARTNER, "GET", "/callbacks/land-registry/{operation}", 401),
                agency(
                        "POST",
                        "/services/dossier-exchange",
                        says(CORE, 200, ""),
                        says(PLANNING, 500, "HUB-300"),
                        says(FINANCE, 500, "HUB-300")),
                agency(
                        "POST",
                        "/services/land-registry",
                        says(CORE, 200, ""),
                        says(PLANNING, 500, "HUB-205"),
                        says(FINANCE, 500, "HUB-205")));
    }

    @TestFactory
    Stream<DynamicTest> everyEndpointAgainstEveryCredential() {
        DossierMessage submission =
                aSubmission(aDossier().at("H26.01.3").handledBy("H26.13")).build();
        UUID exchange = bench.agency(CORE).send(submission).exchange();
        return rows().flatMap(row -> Arrays.stream(Credential.values())
                .map(credential -> dynamicTest(row.name() + " with " + credential, () -> {
                    Expected expected = expected(row, credential);
                    HttpResponse<String> answer = call(row, credential, expected.agency(), submission, exchange);
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected.status());
                    assertThat(answer.body()).contains(expected.code());
                })));
    }

    private static Expected expected(Row row, Credential credential) {
        return switch (credential) {
            case RIGHT -> row.right();
            case OTHER_AGENCY -> row.other();
            case WITHOUT_GRANT -> row.ungranted();
            default ->
                row.audience() == Audience.AGENCY
                        ? new Expected(
                                row.right().agency(),
                                // SOAP 1.1 knows no other status for a fault
                                row.path().startsWith("/services/") ? 500 : 401,
                                credential.refused())
                        : row.right();
        };
    }

    private HttpResponse<String> call(
            Row row, Credential credential, String agency, DossierMessage submission, UUID exchange) {
        String path = row.path()
                .replace("{exchangeId}", exchange.toString())
                .replace("{code}", submission.subject())
                .replace("{sha256}", "0".repeat(64))
                .replace("{operation}", row.method().equals("GET") ? "GetDanhMucTrangThai" : "ChuyenHoSo")
                .replaceAll("\\{(deliveryId|paymentId)}", UUID.randomUUID().toString())
                .replaceAll("\\{[a-z]+}", "nobody");
        HttpRequest.Builder request = HttpRequest.newBuilder(bench.hub().http().resolve(path));
        String shown = credential.header(bench, agency.isEmpty() ? CORE : agency);
        if (shown != null) {
            request.header("Authorization", shown);
        }
        if (row.method().equals("GET")) {
            return send(request.GET());
        }
        Body body = body(row.path(), submission);
        return send(request.header("Content-Type", body.mediaType())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(body.content())));
    }

    private record Body(String mediaType, String content) {}

    private static Body body(String path, DossierMessage submission) {
        return switch (path) {
            case "/api/v1/messages" ->
                new Body(
                        "application/cloudevents+json",
                        new String(CODEC.toJson(submission, Map.of()), java.nio.charset.StandardCharsets.UTF_8));
            case "/api/v1/attachments" -> new Body("application/pdf", "%PDF-" + UUID.randomUUID());
            case "/api/v1/inbox/{deliveryId}/outcome" -> new Body("application/json", "{\"accepted\":true}");
            case "/api/v1/payments" ->
                new Body(
                        "application/json",
                        "{\"dossierCode\":\"" + submission.subject()
                                + "\",\"obligationId\":\"none\",\"gateway\":\"vnpay\",\"returnUrl\":\"https://x.example/\"}");
            case "/api/v1/payments/{paymentId}/refunds" -> new Body("application/json", "{\"reason\":\"thu thừa\"}");
            case "/services/dossier-exchange" ->
                soap("<GetTimeline xmlns=\"" + MessageCodec.NAMESPACE + "\"><dossier>" + submission.subject()
                        + "</dossier></GetTimeline>");
            case "/services/land-registry" ->
                soap(
                        "<getRegistration xmlns=\"http://hpasc.hanoi.gov.vn/land-registry/v1\"><communeCode>00004</communeCode>"
                                + "<mapSheet>12</mapSheet><parcelNumber>345</parcelNumber></getRegistration>");
            default -> new Body("application/json", "{}");
        };
    }

    private static Body soap(String content) {
        return new Body(
                "text/xml; charset=utf-8",
                "<s:Envelope xmlns:s=\"" + SOAP + "\"><s:Body>" + content + "</s:Body></s:Envelope>");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** {@code platform-http:/path?httpMethodRestrict=GET,POST} as Camel writes it. */
    private static final Pattern ENDPOINT =
            Pattern.compile("platform-http://(/[^?]*)\\?.*httpMethodRestrict=([A-Z,]+).*");

    @Test
    void everyRouteHasARow() {
        Set<String> served = new TreeSet<>();
        bench.hub().bean(CamelContext.class).getRoutes().forEach(route -> {
            String uri = route.getEndpoint()
                    .getEndpointUri()
                    .replace("%2C", ",")
                    .replace("%7B", "{")
                    .replace("%7D", "}");
            if (uri.startsWith("platform-http:")) {
                Matcher endpoint = ENDPOINT.matcher(uri);
                assertThat(endpoint.matches())
                        .as("an address without methods: " + uri)
                        .isTrue();
                for (String method : endpoint.group(2).split(",")) {
                    served.add(method + " " + endpoint.group(1));
                }
            }
        });
        // the same operations with the secret in the path, where that is switched on
        served.removeIf(address -> address.contains("{secret}"));
        assertThat(served)
                .isEqualTo(rows().filter(row -> !row.path().startsWith("/services/"))
                        .map(Row::name)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Each operation is authenticated by the address, which the rows above ask; what it then answers is told apart below. */
    @Test
    void everySoapOperationHasARow() {
        Map<String, Set<String>> operations = new LinkedHashMap<>();
        for (String service : new String[] {"dossier-exchange", "land-registry"}) {
            String wsdl = send(HttpRequest.newBuilder(bench.hub().http().resolve("/services/" + service + "?wsdl")))
                    .body();
            Matcher operation =
                    Pattern.compile("<(?:\\w+:)?operation name=\"(\\w+)\"").matcher(wsdl);
            Set<String> names = new TreeSet<>();
            while (operation.find()) {
                names.add(operation.group(1));
            }
            operations.put(service, names);
        }
        assertThat(operations.get("dossier-exchange"))
                .as("Deliver is the departments' to serve")
                .containsExactlyInAnyOrder("Submit", "GetTimeline", "Pull", "ReportOutcome", "Deliver");
        assertThat(operations.get("land-registry")).containsExactlyInAnyOrder("getParcel", "getRegistration");
    }

    @Test
    void noOperationOfSoapIsAnsweredWithoutAToken() {
        for (String operation : new String[] {"Submit", "GetTimeline", "Pull", "ReportOutcome", "Deliver", "Nothing"}) {
            Body body = soap("<" + operation + " xmlns=\"" + MessageCodec.NAMESPACE + "\"/>");
            HttpResponse<String> answer =
                    send(HttpRequest.newBuilder(bench.hub().http().resolve("/services/dossier-exchange"))
                            .header("Content-Type", body.mediaType())
                            .POST(HttpRequest.BodyPublishers.ofString(body.content())));
            assertThat(answer.body()).as(operation).contains("HUB-200");
        }
    }

    @TestFactory
    Stream<DynamicTest> noAddressOfTheOperatorsIsServedToAgencies() {
        Set<String> addresses = new TreeSet<>();
        bench.hub()
                .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> addresses.addAll(mapping.getPatternValues()));
        addresses.addAll(
                Set.of("/actuator", "/actuator/health", "/actuator/prometheus", "/actuator/info", "/actuator/sbom"));
        assertThat(addresses).anyMatch(address -> address.startsWith("/admin/v1/"));
        return addresses.stream()
                .filter(address -> address.startsWith("/admin") || address.startsWith("/actuator"))
                .map(address -> dynamicTest(address, () -> {
                    URI at = bench.hub().http().resolve(address.replaceAll("\\{[^}]*}", "x"));
                    @Nullable String token = Credential.RIGHT.header(bench, CORE);
                    assertThat(send(HttpRequest.newBuilder(at).header("Authorization", token))
                                    .statusCode())
                            .isEqualTo(404);
                }));
    }
}
