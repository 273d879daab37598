package vn.gov.hanoi.hpasc.hub.callback.landregistry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads the body of a call: UTF-8, JSON, one object, each field once; its texts come out in NFC and without white space around. */
final class LandBody {

    private static final int DEEPEST = 16;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(100_000)
                            .maxNumberLength(30)
                            .maxNameLength(200)
                            .maxTokenCount(50_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private LandBody() {}

    /** @throws NotTaken saying what is wrong */
    static ObjectNode read(byte[] bytes) {
        String text = text(bytes);
        try {
            if (JSON.readTree(text) instanceof ObjectNode object) {
                return (ObjectNode) cleaned(object);
            }
            throw new NotTaken("Nội dung phải là một đối tượng JSON");
        } catch (StreamConstraintsException tooMuch) {
            throw new NotTaken("Nội dung lồng quá sâu hoặc quá lớn" + where(tooMuch));
        } catch (JsonProcessingException wrong) {
            boolean twice = wrong.getOriginalMessage().startsWith("Duplicate");
            throw new NotTaken(
                    (twice ? "Một trường xuất hiện hai lần" : "Nội dung không phải JSON hợp lệ") + where(wrong));
        }
    }

    private static String where(JsonProcessingException wrong) {
        JsonLocation at = wrong.getLocation();
        return at == null ? "" : " (dòng " + at.getLineNr() + ", cột " + at.getColumnNr() + ")";
    }

    private static String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                throw new NotTaken("Nội dung chứa ký tự bị cấm U+0000, hoặc không phải UTF-8");
            }
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new NotTaken("Nội dung không phải UTF-8 hợp lệ");
        }
    }

    private static JsonNode cleaned(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode clean = NODES.objectNode();
                for (Map.Entry<String, JsonNode> field : object.properties()) {
                    clean.set(cleaned(field.getKey()), cleaned(field.getValue()));
                }
                yield clean;
            }
            case ArrayNode array -> {
                ArrayNode clean = NODES.arrayNode();
                array.forEach(item -> clean.add(cleaned(item)));
                yield clean;
            }
            default -> node.isTextual() ? NODES.textNode(cleaned(node.textValue())) : node;
        };
    }

    private static String cleaned(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new NotTaken("Nội dung chứa ký tự bị cấm U+0000");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new NotTaken("Nội dung không phải UTF-8 hợp lệ");
        }
        return Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
    }

    /** Of what a call says, whatever the order of its fields and the white space between them; empty fields say nothing. */
    static String key(LandOperation operation, JsonNode body) {
        StringBuilder said = new StringBuilder(operation.wire());
        say(body, said);
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(said.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 20);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private static void say(JsonNode node, StringBuilder said) {
        switch (node) {
            case ObjectNode object -> {
                said.append('{');
                Set<String> names = new TreeSet<>();
                object.fieldNames().forEachRemaining(names::add);
                for (String name : names) {
                    JsonNode value = object.get(name);
                    if (!value.isNull()
                            && !(value.isTextual() && value.textValue().isEmpty())) {
                        said.append(NODES.textNode(name)).append(':');
                        say(value, said);
                        said.append(',');
                    }
                }
                said.append('}');
            }
            case ArrayNode array -> {
                said.append('[');
                array.forEach(item -> {
                    say(item, said);
                    said.append(',');
                });
                said.append(']');
            }
            default -> said.append(node);
        }
    }
}
