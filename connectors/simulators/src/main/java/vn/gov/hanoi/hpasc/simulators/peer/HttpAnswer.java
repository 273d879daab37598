package vn.gov.hanoi.hpasc.simulators.peer;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An HTTP answer.
 *
 * @param status the status
 * @param contentType of the body; ignored when the body is empty
 * @param body what it says
 * @param headers more headers
 */
@SuppressWarnings("ArrayRecordComponent") // written once, compared never
public record HttpAnswer(int status, String contentType, byte[] body, Map<String, String> headers) {

    public static HttpAnswer of(int status, String contentType, String body) {
        return new HttpAnswer(status, contentType, body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    public static HttpAnswer json(int status, String body) {
        return of(status, "application/json", body);
    }

    public static HttpAnswer empty(int status) {
        return of(status, "", "");
    }

    byte[] bytes(boolean keepAlive, int length) {
        StringBuilder head = new StringBuilder(160)
                .append("HTTP/1.1 ")
                .append(status)
                .append(" -\r\nContent-Length: ")
                .append(length)
                .append("\r\n");
        if (length > 0) {
            head.append("Content-Type: ").append(contentType).append("\r\n");
        }
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (!keepAlive) {
            head.append("Connection: close\r\n");
        }
        byte[] top = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[top.length + body.length];
        System.arraycopy(top, 0, all, 0, top.length);
        System.arraycopy(body, 0, all, top.length, body.length);
        return all;
    }
}
