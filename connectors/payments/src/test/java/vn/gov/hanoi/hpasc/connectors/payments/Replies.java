package vn.gov.hanoi.hpasc.connectors.payments;

import java.nio.charset.StandardCharsets;
import vn.gov.hanoi.hpasc.connectors.payments.http.GatewayReply;

/** Answers as gateways give them. */
public final class Replies {

    private Replies() {}

    /** JSON with single quotes for double ones. */
    public static GatewayReply json(String body) {
        return json(200, body);
    }

    public static GatewayReply json(int status, String body) {
        return new GatewayReply.Answered(
                status, "application/json", body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
