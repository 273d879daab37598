package vn.gov.hanoi.hpasc.simulators.landregistry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import vn.gov.hanoi.hpasc.simulators.peer.Faults;
import vn.gov.hanoi.hpasc.simulators.peer.HttpAnswer;

/** What the land registry says: always 200, and what it means in the body. */
final class LandAnswers {

    private static final ObjectMapper JSON = new ObjectMapper();

    private LandAnswers() {}

    static HttpAnswer yes() {
        return said(1, true, 200, "Thành công");
    }

    static HttpAnswer no(String message) {
        return said(0, false, 400, message);
    }

    private static HttpAnswer said(int data, boolean success, int code, String message) {
        ObjectNode answer = JSON.createObjectNode().put("data", data);
        answer.putObject("status")
                .put("success", success)
                .put("code", code)
                .put("type", success ? "success" : "error")
                .put("time", Instant.now().toString())
                .put("message", message);
        return HttpAnswer.json(200, answer.toString());
    }

    /** In these words whatever a script asks for. */
    record Words(HttpAnswer answer) implements Faults.Words {

        @Override
        public HttpAnswer accepted(String reference) {
            return answer;
        }

        @Override
        public HttpAnswer refused(int status, String reason) {
            return no(reason);
        }
    }
}
