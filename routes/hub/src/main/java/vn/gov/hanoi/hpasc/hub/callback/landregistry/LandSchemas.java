package vn.gov.hanoi.hpasc.hub.callback.landregistry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks a body against its JSON Schema and says in Vietnamese what is wrong and where. Obeys the few keywords that these
 * schemas use and stops at the first start when one uses another.
 */
final class LandSchemas {

    private static final String FOLDER = "/vn/gov/hanoi/hpasc/schemas/land-registry/v1/inbound/";
    private static final int MOST_FAULTS = 5;
    private static final Set<String> OBEYED = Set.of(
            "$schema",
            "$id",
            "$ref",
            "title",
            "description",
            "type",
            "required",
            "properties",
            "items",
            "minItems",
            "maxItems",
            "minLength",
            "maxLength",
            "minimum",
            "maximum");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, JsonNode> schemas = new HashMap<>();

    LandSchemas() {
        for (LandOperation operation : LandOperation.values()) {
            if (!operation.asks()) {
                known(load(operation.schema()));
            }
        }
    }

    private JsonNode load(String file) {
        return schemas.computeIfAbsent(file, LandSchemas::read);
    }

    private static JsonNode read(String file) {
        try (InputStream in = LandSchemas.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("no schema " + file);
            }
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void known(JsonNode schema) {
        schema.fieldNames().forEachRemaining(keyword -> {
            if (!OBEYED.contains(keyword)) {
                throw new IllegalStateException("nothing here obeys the keyword " + keyword);
            }
        });
        if (schema.has("$ref")) {
            known(load(schema.get("$ref").asText()));
        }
        schema.path("properties").forEach(this::known);
        if (schema.has("items")) {
            known(schema.get("items"));
        }
    }

    /** @throws NotTaken naming the places that are wrong */
    void check(LandOperation operation, JsonNode body) {
        List<String> faults = new ArrayList<>();
        check(load(operation.schema()), body, "", faults);
        if (!faults.isEmpty()) {
            throw new NotTaken("Dữ liệu không hợp lệ: "
                    + String.join("; ", faults.subList(0, Math.min(MOST_FAULTS, faults.size()))));
        }
    }

    private void check(JsonNode schema, JsonNode value, String where, List<String> faults) {
        if (schema.has("$ref")) {
            check(load(schema.get("$ref").asText()), value, where, faults);
            return;
        }
        if (!isOf(schema.get("type"), value)) {
            faults.add(named(where) + " phải là " + types(schema.get("type")));
        } else if (value.isObject()) {
            members(schema, value, where, faults);
        } else if (value.isArray()) {
            items(schema, value, where, faults);
        } else if (value.isTextual()) {
            text(schema, value.textValue(), where, faults);
        } else if (value.isNumber()) {
            number(schema, value, where, faults);
        }
    }

    private void members(JsonNode schema, JsonNode value, String where, List<String> faults) {
        schema.path("required").forEach(name -> {
            JsonNode member = value.path(name.asText());
            if (isEmpty(member)) {
                faults.add("thiếu " + where + "/" + name.asText());
            }
        });
        schema.path("properties").properties().forEach(property -> {
            JsonNode member = value.path(property.getKey());
            if (!isEmpty(member)) {
                check(property.getValue(), member, where + "/" + property.getKey(), faults);
            }
        });
    }

    private static boolean isEmpty(JsonNode member) {
        return member.isMissingNode()
                || member.isNull()
                || (member.isTextual() && member.asText().isEmpty());
    }

    private void items(JsonNode schema, JsonNode value, String where, List<String> faults) {
        if (value.size() < schema.path("minItems").asInt(0)) {
            faults.add(named(where) + " không có phần tử nào");
        }
        if (value.size() > schema.path("maxItems").asInt(Integer.MAX_VALUE)) {
            faults.add(named(where) + " có quá " + schema.path("maxItems").asInt() + " phần tử");
            return;
        }
        for (int i = 0; schema.has("items") && i < value.size(); i++) {
            check(schema.get("items"), value.get(i), where + "/" + i, faults);
        }
    }

    private static void text(JsonNode schema, String value, String where, List<String> faults) {
        int length = value.codePointCount(0, value.length());
        if (length > schema.path("maxLength").asInt(Integer.MAX_VALUE)) {
            faults.add(named(where) + " dài quá " + schema.path("maxLength").asInt() + " ký tự");
        }
        if (value.chars()
                .anyMatch(c -> (c < ' ' && c != '\n' && c != '\r' && c != '\t') || c == 0xFFFE || c == 0xFFFF)) {
            faults.add(named(where) + " chứa ký tự điều khiển");
        }
    }

    private static void number(JsonNode schema, JsonNode value, String where, List<String> faults) {
        boolean tooSmall = schema.has("minimum")
                && value.decimalValue().compareTo(schema.get("minimum").decimalValue()) < 0;
        boolean tooLarge = schema.has("maximum")
                && value.decimalValue().compareTo(schema.get("maximum").decimalValue()) > 0;
        if (tooSmall || tooLarge) {
            faults.add(named(where) + " nằm ngoài giới hạn");
        }
    }

    private static boolean isOf(JsonNode types, JsonNode value) {
        if (types.isTextual()) {
            return isOf(types.asText(), value);
        }
        for (JsonNode type : types) {
            if (isOf(type.asText(), value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber() && value.canConvertToLong();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> throw new IllegalStateException("no such type: " + type);
        };
    }

    private static String types(JsonNode types) {
        List<String> names = new ArrayList<>();
        (types.isTextual() ? List.of(types) : types).forEach(type -> {
            switch (type.asText()) {
                case "object" -> names.add("đối tượng");
                case "array" -> names.add("mảng");
                case "string" -> names.add("chuỗi");
                case "integer" -> names.add("số nguyên");
                case "number" -> names.add("số");
                case "boolean" -> names.add("true/false");
                default -> {
                    // null: leaving it out is always allowed
                }
            }
        });
        return String.join(" hoặc ", names);
    }

    private static String named(String where) {
        return where.isEmpty() ? "nội dung" : where;
    }
}
