package vn.gov.hanoi.hpasc.hub.ingress;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;

/** Requests that are wrong as HTTP has them. */
public final class BadRequests {

    private static final String MESSAGES = "/api/v1/messages";
    private static final String EVENT = "application/cloudevents+json";

    private final Map<String, Bad> all = new LinkedHashMap<>();

    private BadRequests() {}

    /** Makes a request as HPASC core, or as nobody. */
    public interface Making {
        HttpRequest make(Function<String, HttpRequest.Builder> asCore, Function<String, URI> address);
    }

    /**
     * One of them.
     *
     * @param code what it is answered with
     */
    public record Bad(Making request, ErrorCode code) {}

    public static Map<String, Bad> all() {
        BadRequests bad = new BadRequests();
        bad.wrongTypes();
        bad.wrongMethods();
        bad.wrongAddresses();
        bad.strangers();
        bad.batches();
        return bad.all;
    }

    private void add(String name, ErrorCode code, String path, UnaryOperator<HttpRequest.Builder> making) {
        all.put(
                name,
                new Bad((asCore, address) -> making.apply(asCore.apply(path)).build(), code));
    }

    private static HttpRequest.BodyPublisher good() {
        return BodyPublishers.ofString(Samples.submitted("bad"));
    }

    private void wrongTypes() {
        for (String type : new String[] {
            "text/plain",
            "application/json",
            "application/xml",
            "text/xml",
            "application/octet-stream",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/x-java-serialized-object",
            "application/cloudevents",
            "application/cloudevents+json, text/plain",
            "nonsense",
            ";",
            EVENT + "; charset=utf-16",
            EVENT + "; charset=iso-8859-1",
            EVENT + "; charset=no-such-charset",
            EVENT + "; charset=\"\u00e9\u00e8\""
        }) {
            add(
                    "the type " + type,
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    MESSAGES,
                    request -> request.header("Content-Type", type).POST(good()));
        }
        add("no type", ErrorCode.UNSUPPORTED_MEDIA_TYPE, MESSAGES, request -> request.POST(good()));
        add(
                "a compressed body",
                ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                MESSAGES,
                request -> request.header("Content-Type", EVENT)
                        .header("Content-Encoding", "gzip")
                        .POST(good()));
        add(
                "20 MB in chunks",
                ErrorCode.TOO_LARGE,
                MESSAGES,
                request -> request.header("Content-Type", EVENT)
                        .POST(BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(new byte[20 * 1024 * 1024]))));
    }

    private void wrongMethods() {
        for (String method : new String[] {"GET", "PUT", "DELETE", "PATCH"}) {
            add(
                    "the method " + method,
                    ErrorCode.METHOD_NOT_ALLOWED,
                    MESSAGES,
                    request -> request.header("Content-Type", EVENT).method(method, good()));
        }
        add(
                "a post to what is only read",
                ErrorCode.METHOD_NOT_ALLOWED,
                "/api/v1/openapi.yaml",
                request -> request.POST(good()));
    }

    private void wrongAddresses() {
        get("no such address", ErrorCode.NOT_FOUND, "/api/v1/nothing");
        get("no such version", ErrorCode.NOT_FOUND, "/api/v2/messages");
        get("the actuator", ErrorCode.NOT_FOUND, "/actuator/env");
        get("the operators' interface", ErrorCode.NOT_FOUND, "/admin/v1/balance");
        get("an id that is no UUID", ErrorCode.INVALID_PARAMETER, MESSAGES + "/1");
        get("an id with a quote", ErrorCode.INVALID_PARAMETER, MESSAGES + "/'%20or%201=1");
        get("no such message", ErrorCode.NOT_FOUND, MESSAGES + "/00000000-0000-0000-0000-000000000000");
        get("no such dossier", ErrorCode.NOT_FOUND, "/api/v1/dossiers/H26.01-990101-0001");
        get("a code with a quote", ErrorCode.NOT_FOUND, "/api/v1/dossiers/'%20or%201=1");
        get("a code with a line end", ErrorCode.INVALID_PARAMETER, "/api/v1/dossiers/a%0D%0Ab");
        get("a code that is too long", ErrorCode.INVALID_PARAMETER, "/api/v1/dossiers/" + "x".repeat(500));
        get("an inbox of one with an address", ErrorCode.NOT_YOURS, "/api/v1/inbox");
    }

    private void get(String name, ErrorCode code, String path) {
        add(name, code, path, request -> request.GET());
    }

    private void strangers() {
        stranger("no token", ErrorCode.UNAUTHENTICATED, null);
        for (String authorization : new String[] {
            "Basic SDI2LjAxOnNlY3JldA==",
            "Bearer",
            "Bearer ",
            "Bearer x",
            "Bearer a.b.c",
            "Bearer " + "x".repeat(5000),
            "Bearer eyJhbGciOiJub25lIn0.eyJpc3MiOiJIMjYuMDEiLCJhdWQiOiJodWIifQ."
        }) {
            stranger(
                    "the token " + authorization.substring(0, Math.min(20, authorization.length()))
                            + authorization.length(),
                    ErrorCode.UNAUTHENTICATED,
                    authorization);
        }
    }

    private void stranger(String name, ErrorCode code, @Nullable String authorization) {
        all.put(
                name,
                new Bad(
                        (asCore, address) -> {
                            HttpRequest.Builder request = HttpRequest.newBuilder(address.apply(MESSAGES))
                                    .header("Content-Type", EVENT)
                                    .POST(good());
                            return (authorization == null ? request : request.header("Authorization", authorization))
                                    .build();
                        },
                        code));
    }

    private void batches() {
        batch("a batch that is an object", ErrorCode.MALFORMED, Samples.submitted("bad"));
        batch("half a batch", ErrorCode.MALFORMED, "[" + Samples.submitted("bad"));
        batch("a batch and more", ErrorCode.MALFORMED, "[] []");
        batch("a batch of 501", ErrorCode.TOO_MANY_ITEMS, "[" + "{},".repeat(500) + "{}]");
        batch("a batch of 6 MB", ErrorCode.TOO_LARGE, "[" + " ".repeat(6 * 1024 * 1024) + "]");
    }

    private void batch(String name, ErrorCode code, String body) {
        add(
                name,
                code,
                MESSAGES,
                request -> request.header("Content-Type", "application/cloudevents-batch+json")
                        .POST(BodyPublishers.ofString(body)));
    }
}
