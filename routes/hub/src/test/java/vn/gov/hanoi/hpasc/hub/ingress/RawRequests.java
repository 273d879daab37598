package vn.gov.hanoi.hpasc.hub.ingress;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Requests that no client library would send. */
final class RawRequests {

    private static final int PATIENCE = 20_000;
    private static final String EVENT = "Content-Type: application/cloudevents+json\r\n";

    private RawRequests() {}

    /** By name; {@code %s} stands for the headers Host, Connection and Authorization. */
    static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("no HTTP at all", "HELO hub\r\n\r\n");
        all.put("no version", "GET /api/v1/messages\r\n%s\r\n");
        all.put("a version nobody knows", "GET /api/v1/messages HTTP/9.9\r\n%s\r\n");
        all.put("a method with brackets", "<POST> /api/v1/messages HTTP/1.1\r\n%s\r\n");
        all.put("a bad percent in the address", "GET /api/v1/dossiers/%%zz HTTP/1.1\r\n%s\r\n");
        all.put("U+0000 in the address", "GET /api/v1/dossiers/a%%00b HTTP/1.1\r\n%s\r\n");
        all.put("bytes that are no UTF-8 in the address", "GET /api/v1/dossiers/%%ff%%fe HTTP/1.1\r\n%s\r\n");
        all.put("an address that climbs", "GET /api/v1/../../../etc/passwd HTTP/1.1\r\n%s\r\n");
        all.put("an address that climbs in disguise", "GET /api/docs/..%%2f..%%2fapplication.yml HTTP/1.1\r\n%s\r\n");
        all.put("an address with a backslash", "GET /api/docs/..\\application.yml HTTP/1.1\r\n%s\r\n");
        all.put("an address with angle brackets", "GET /api/<script> HTTP/1.1\r\n%s\r\n");
        all.put("a parameter of the address", "GET /api/v1/inbox;jsessionid=1/x HTTP/1.1\r\n%s\r\n");
        all.put("a header of 100 kB", "GET /api/v1/inbox HTTP/1.1\r\n%sX-Long: " + "x".repeat(100_000) + "\r\n\r\n");
        all.put("a thousand headers", "GET /api/v1/inbox HTTP/1.1\r\n%s" + "X-Many: 1\r\n".repeat(1000) + "\r\n");
        all.put(
                "a header split in two",
                "GET /api/v1/nothing HTTP/1.1\r\n%sAccept-Language: vi\rSet-Cookie: a\r\n\r\n");
        all.put("a negative length", "POST /api/v1/messages HTTP/1.1\r\n%s" + EVENT + "Content-Length: -1\r\n\r\n");
        all.put("a length in words", "POST /api/v1/messages HTTP/1.1\r\n%s" + EVENT + "Content-Length: ten\r\n\r\n");
        all.put(
                "a length beyond all bounds",
                "POST /api/v1/messages HTTP/1.1\r\n%s" + EVENT + "Content-Length: 99999999999999999999\r\n\r\n");
        all.put(
                "two lengths",
                "POST /api/v1/messages HTTP/1.1\r\n%s" + EVENT + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}");
        all.put(
                "a length and chunks",
                "POST /api/v1/messages HTTP/1.1\r\n%s" + EVENT
                        + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
        all.put(
                "chunks that are none",
                "POST /api/v1/messages HTTP/1.1\r\n%s" + EVENT + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n");
        all.put(
                "an encoding nobody knows",
                "POST /api/v1/messages HTTP/1.1\r\n%s" + EVENT + "Transfer-Encoding: gzip, x\r\n\r\n{}");
        all.put(
                "a body shorter than promised",
                "POST /api/v1/messages HTTP/1.1\r\n%s" + EVENT + "Content-Length: 1000\r\n\r\n{\"specversion\"");
        return all;
    }

    /** Sends it, closes its half of the line, and gives all that comes back. */
    static String send(URI hub, String token, String request) throws IOException {
        String headers = "Host: " + hub.getHost() + "\r\nConnection: close\r\nAuthorization: Bearer " + token + "\r\n";
        try (Socket socket = new Socket(hub.getHost(), hub.getPort())) {
            socket.setSoTimeout(PATIENCE);
            OutputStream out = socket.getOutputStream();
            out.write(request.formatted(headers).getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
