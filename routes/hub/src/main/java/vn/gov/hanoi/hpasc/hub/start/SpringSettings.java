package vn.gov.hanoi.hpasc.hub.start;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The settings of Spring Boot, Camel and CXF, by the metadata that their jars bring. */
final class SpringSettings {

    private static final String[] METADATA = {
        "META-INF/spring-configuration-metadata.json", "META-INF/additional-spring-configuration-metadata.json"
    };
    private static final Set<String> OPEN = Set.of("java.util.Map", "java.util.Properties", "java.util.List");

    /** The type of each, by its name without dashes and case. */
    private final Map<String, String> types = new HashMap<>();

    private final Map<String, String> names = new HashMap<>();

    SpringSettings() throws IOException {
        ObjectMapper json = new ObjectMapper();
        for (String file : METADATA) {
            for (URL url :
                    Collections.list(SpringSettings.class.getClassLoader().getResources(file))) {
                try (InputStream in = url.openStream()) {
                    json.readTree(in).path("properties").forEach(this::add);
                }
            }
        }
    }

    private void add(JsonNode property) {
        String name = property.path("name").asText();
        types.putIfAbsent(plain(name), property.path("type").asText());
        names.putIfAbsent(plain(name), name);
    }

    /** Whether {@code name} sets something: it is listed, or belongs to a map or list that is. */
    boolean has(String name) {
        String plain = plain(name);
        if (types.containsKey(plain)) {
            return true;
        }
        for (int end = lastSeparator(plain); end > 0; end = lastSeparator(plain.substring(0, end))) {
            String type = types.get(plain.substring(0, end));
            if (type != null) {
                return OPEN.stream().anyMatch(type::startsWith);
            }
        }
        return false;
    }

    private static int lastSeparator(String name) {
        return Math.max(name.lastIndexOf('.'), name.lastIndexOf('['));
    }

    Optional<String> near(String name) {
        return NearMatch.of(name, names.values());
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "");
    }
}
