package vn.gov.hanoi.hpasc.dossier.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.gov.hanoi.hpasc.dossier.MessageType;

/** The compiled readers say yes and no where an ordinary validator of the same files does. */
class PublishedSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> REPLACEMENTS = List.of(
            "7",
            "-1",
            "0",
            "true",
            "[]",
            "{}",
            "\"\"",
            "\"x\"",
            "\"1.0\"",
            "\"H26\"",
            "\"2025-09-08T09:12:31Z\"",
            "\"2025-13-08T09:12:31Z\"",
            "\"2025-09-08T09:12:31+25:00\"",
            "\"a\\nb\"",
            "\"a\\u0001b\"",
            "\"1.012753.01\"",
            "\"" + "x".repeat(99) + "\"",
            "\"" + "x".repeat(600) + "\"",
            "\"" + "x".repeat(4001) + "\"",
            "\"0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b\"",
            "\"0199a1b2\"",
            "\"COUNTER\"",
            "\"HUB-100\"",
            "\"000.00.01.H26\"");

    private final MessageCodec codec = new MessageCodec();

    @ParameterizedTest
    @EnumSource
    void theExamplesFollowTheirSchema(MessageType type) throws Exception {
        assertThat(PublishedSchema.faults(Examples.json(type))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void bothJudgeEveryChangeOfAnExampleAlike(MessageType type) throws Exception {
        ObjectNode example = (ObjectNode) JSON.readTree(Examples.json(type));
        int judged = 0;
        for (String pointer : pointers(example, "")) {
            for (ObjectNode changed : changes(example, pointer)) {
                byte[] json = JSON.writeValueAsBytes(changed);
                assertThat(taken(json))
                        .as("%s: %s", pointer, changed)
                        .isEqualTo(PublishedSchema.faults(json).isEmpty());
                judged++;
            }
        }
        assertThat(judged).isGreaterThan(100);
    }

    private static List<ObjectNode> changes(ObjectNode example, String pointer) throws IOException {
        List<ObjectNode> changes = new ArrayList<>();
        ObjectNode without = example.deepCopy();
        remove(without, pointer);
        changes.add(without);
        for (String replacement : REPLACEMENTS) {
            ObjectNode changed = example.deepCopy();
            replace(changed, pointer, JSON.readTree(replacement));
            changes.add(changed);
        }
        return changes;
    }

    private static List<String> pointers(JsonNode node, String pointer) {
        List<String> pointers = new ArrayList<>();
        if (node.isObject()) {
            node.properties()
                    .forEach(member -> pointers.addAll(pointers(member.getValue(), pointer + "/" + member.getKey())));
        } else if (node.isArray()) {
            pointers.addAll(pointers(node.get(0), pointer + "/0"));
        }
        if (!pointer.isEmpty()) {
            pointers.add(pointer);
        }
        return pointers;
    }

    private static void remove(ObjectNode root, String pointer) {
        JsonNode parent = root.at(pointer.substring(0, pointer.lastIndexOf('/')));
        String last = pointer.substring(pointer.lastIndexOf('/') + 1);
        if (parent instanceof ArrayNode array) {
            array.remove(Integer.parseInt(last));
        } else {
            ((ObjectNode) parent).remove(last);
        }
    }

    private static void replace(ObjectNode root, String pointer, JsonNode value) {
        JsonNode parent = root.at(pointer.substring(0, pointer.lastIndexOf('/')));
        String last = pointer.substring(pointer.lastIndexOf('/') + 1);
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(last), value);
        } else {
            ((ObjectNode) parent).set(last, value);
        }
    }

    private boolean taken(byte[] json) {
        try {
            codec.fromJson(json);
            return true;
        } catch (InvalidMessage refused) {
            return false;
        }
    }
}
