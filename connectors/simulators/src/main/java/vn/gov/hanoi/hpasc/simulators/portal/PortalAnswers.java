package vn.gov.hanoi.hpasc.simulators.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.simulators.peer.HttpAnswer;

/** What the portal says. Success is told in all three ways that are met, in turns. */
final class PortalAnswers {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger TURN = new AtomicInteger();

    private PortalAnswers() {}

    static HttpAnswer session(String session) {
        return answer(success().put("session", session));
    }

    static HttpAnswer success(@Nullable JsonNode result) {
        ObjectNode said = success();
        if (result != null) {
            said.set("result", result);
        }
        return answer(said);
    }

    static HttpAnswer failure(String code, String message) {
        return answer(JSON.createObjectNode().put("error_code", code).put("message", message));
    }

    /** A failure that says row by row what became of each. */
    static HttpAnswer rows(ArrayNode rows) {
        ObjectNode said = JSON.createObjectNode().put("error_code", "-1").put("message", "Có bản ghi không hợp lệ");
        said.set("result", rows);
        return answer(said);
    }

    private static ObjectNode success() {
        ObjectNode said = JSON.createObjectNode();
        switch (Math.floorMod(TURN.getAndIncrement(), 3)) {
            case 0 -> said.put("error_code", "0");
            case 1 -> said.put("error_code", "00");
            default -> said.put("error_code", 0);
        }
        return said.put("message", "Thành công");
    }

    private static HttpAnswer answer(ObjectNode said) {
        return HttpAnswer.json(200, said.toString());
    }
}
