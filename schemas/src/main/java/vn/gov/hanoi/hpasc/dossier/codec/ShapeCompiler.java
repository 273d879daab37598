package vn.gov.hanoi.hpasc.dossier.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import vn.gov.hanoi.hpasc.dossier.codec.Shape.Field;
import vn.gov.hanoi.hpasc.dossier.codec.Shape.Listing;
import vn.gov.hanoi.hpasc.dossier.codec.Shape.Structure;

/**
 * Makes the {@link Shape} of a record from the record and its JSON Schema, and fails when the two differ: a schema with
 * another field, or with a keyword nobody here obeys, stops the program at its first start.
 */
final class ShapeCompiler {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.publicLookup();
    private static final Set<String> SILENT =
            Set.of("$schema", "$id", "$defs", "title", "description", "examples", "xml", "$comment");

    private final SchemaFiles files = new SchemaFiles();
    private final Map<Type, Structure> made = new HashMap<>();

    Structure structure(Class<?> type, String file) {
        return structure(type, files.root(file), file);
    }

    private Shape shape(Type type, JsonNode schema, String file) {
        if (schema.has("$ref")) {
            SchemaFiles.Target target = files.resolve(schema.get("$ref").asText(), file);
            obeyed(schema, Set.of("$ref"));
            return shape(type, target.schema(), target.file());
        }
        return switch (schema.path("type").asText()) {
            case "object" -> structure((Class<?>) type, schema, file);
            case "array" -> listing((ParameterizedType) type, schema, file);
            case "string" -> {
                obeyed(schema, Set.of("type", "minLength", "maxLength", "pattern", "format", "enum"));
                yield Leaves.text((Class<?>) type, schema);
            }
            case "integer" -> {
                obeyed(schema, Set.of("type", "minimum", "maximum"));
                yield Leaves.whole((Class<?>) type, schema);
            }
            default -> throw new IllegalStateException("no type: " + schema);
        };
    }

    private Listing listing(ParameterizedType type, JsonNode schema, String file) {
        obeyed(schema, Set.of("type", "items", "minItems", "maxItems"));
        return new Listing(
                shape(type.getActualTypeArguments()[0], schema.required("items"), file),
                schema.path("minItems").asInt(0),
                schema.required("maxItems").asInt(),
                schema.required("xml").required("name").asText());
    }

    private Structure structure(Class<?> type, JsonNode schema, String file) {
        Structure known = made.get(type);
        if (known != null) {
            return known;
        }
        obeyed(schema, Set.of("type", "properties", "required"));
        ObjectNode properties = (ObjectNode) schema.required("properties");
        Set<String> required = new HashSet<>();
        schema.required("required").forEach(name -> required.add(name.asText()));
        RecordComponent[] components = type.getRecordComponents();
        if (components.length != properties.size()) {
            throw new IllegalStateException(type + " and its schema have different fields");
        }
        List<Field> fields = new ArrayList<>();
        for (RecordComponent component : components) {
            String name = component.getName();
            Shape shape = shape(component.getGenericType(), properties.required(name), file);
            fields.add(Field.of(fields.size(), name, shape, required.contains(name), getter(component)));
        }
        Structure structure = Structure.of(fields, constructor(type, components));
        made.put(type, structure);
        return structure;
    }

    private static void obeyed(JsonNode schema, Set<String> keywords) {
        StreamSupport.stream(((Iterable<String>) schema::fieldNames).spliterator(), false)
                .filter(keyword -> !keywords.contains(keyword) && !SILENT.contains(keyword))
                .findFirst()
                .ifPresent(keyword -> {
                    throw new IllegalStateException("nothing here obeys the keyword " + keyword + " of " + schema);
                });
    }

    private static MethodHandle getter(RecordComponent component) {
        try {
            return LOOKUP.unreflect(component.getAccessor()).asType(MethodType.methodType(Object.class, Object.class));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle constructor(Class<?> type, RecordComponent[] components) {
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return LOOKUP.findConstructor(type, MethodType.methodType(void.class, types))
                    .asType(MethodType.genericMethodType(types.length))
                    .asSpreader(Object[].class, types.length);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
