package vn.gov.hanoi.hpasc.connectors.spi.payment;

import java.nio.charset.StandardCharsets;

/**
 * An HTTP answer to a gateway.
 *
 * @param status the HTTP status
 * @param contentType of the body; empty when there is no body
 * @param body not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // written once, compared never
public record CallbackAnswer(int status, String contentType, byte[] body) {

    public static CallbackAnswer json(int status, String body) {
        return new CallbackAnswer(status, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    public static CallbackAnswer empty(int status) {
        return new CallbackAnswer(status, "", new byte[0]);
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "CallbackAnswer[" + status + ", " + text() + "]";
    }
}
