package vn.gov.hanoi.hpasc.hub.start;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.core.ResolvableType;

/** All settings {@code hub.*} that there are: the components of the settings records, and what destinations and merchants add. */
final class KnownSettings {

    private static final String LIST = "/META-INF/hub-settings";
    private static final String ANY = "*";
    private static final String WHATEVER_FOLLOWS = "**";

    private final List<Class<?>> records = new ArrayList<>();
    private final List<Setting> settings = new ArrayList<>();

    /**
     * One setting.
     *
     * @param name as people write it, {@code *} where a name or an index of the operator's stands
     * @param elements of the name, without dashes
     * @param type of its value; {@link Object} where it is read as text elsewhere
     */
    record Setting(String name, List<String> elements, ResolvableType type) {

        boolean matches(List<String> asked) {
            boolean open = WHATEVER_FOLLOWS.equals(elements.getLast());
            int length = open ? elements.size() - 1 : elements.size();
            if (open ? asked.size() <= length : asked.size() != length) {
                return false;
            }
            return IntStream.range(0, length)
                    .allMatch(
                            i -> ANY.equals(elements.get(i)) || elements.get(i).equals(asked.get(i)));
        }
    }

    private KnownSettings() {}

    /** Those of the records in the list, and the durations in it that are asked for by name; a test keeps it complete. */
    static KnownSettings ofTheHub() {
        KnownSettings known = new KnownSettings();
        for (String line : lines()) {
            if (line.startsWith("hub.")) {
                known.put(line, ResolvableType.forClass(Duration.class));
            } else {
                known.add(type(line));
            }
        }
        known.text("hub.destinations." + WHATEVER_FOLLOWS);
        known.text("hub.merchants." + WHATEVER_FOLLOWS);
        known.text("hub.callback.proxies");
        return known;
    }

    private static List<String> lines() {
        var list = Objects.requireNonNull(KnownSettings.class.getResourceAsStream(LIST), LIST);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank()).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, KnownSettings.class.getClassLoader());
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(LIST + " names a class that is not there", gone);
        }
    }

    /** The settings records. */
    List<Class<?>> records() {
        return List.copyOf(records);
    }

    private void add(Class<?> type) {
        ConfigurationProperties properties =
                Objects.requireNonNull(type.getAnnotation(ConfigurationProperties.class), type.getName());
        records.add(type);
        walk(ResolvableType.forClass(type), properties.value());
    }

    private void walk(ResolvableType type, String prefix) {
        for (RecordComponent component : type.toClass().getRecordComponents()) {
            Name given = given(type.toClass(), component);
            String name = prefix + "." + (given == null ? dashed(component.getName()) : given.value());
            ResolvableType declared = ResolvableType.forMethodReturnType(component.getAccessor());
            add(declared, name);
        }
    }

    private static @Nullable Name given(Class<?> record, RecordComponent component) {
        try {
            return record.getDeclaredField(component.getName()).getAnnotation(Name.class);
        } catch (NoSuchFieldException everyComponentHasOne) {
            throw new IllegalStateException(everyComponentHasOne);
        }
    }

    private void add(ResolvableType declared, String name) {
        Class<?> type = declared.toClass();
        if (ours(type)) {
            walk(declared, name);
        } else if (Map.class.isAssignableFrom(type)) {
            ResolvableType value = declared.asMap().getGeneric(1);
            if (ours(value.toClass())) {
                walk(value, name + "." + ANY);
            } else {
                // a key may itself contain dots
                put(name + "." + WHATEVER_FOLLOWS, value);
            }
        } else if (Collection.class.isAssignableFrom(type)) {
            ResolvableType item = declared.asCollection().getGeneric(0);
            put(name, declared);
            if (ours(item.toClass())) {
                walk(item, name + "." + ANY);
            } else {
                put(name + "." + ANY, item);
            }
        } else {
            put(name, declared);
        }
    }

    private static boolean ours(Class<?> type) {
        return type.isRecord() && type.getName().startsWith("vn.gov.hanoi.hpasc.");
    }

    private void text(String name) {
        put(name, ResolvableType.forClass(Object.class));
    }

    private void put(String name, ResolvableType type) {
        settings.add(new Setting(name, elements(name), type));
    }

    /** The setting that {@code name} sets; empty when there is none. */
    Optional<Setting> find(String name) {
        List<String> asked = elements(name);
        return settings.stream().filter(setting -> setting.matches(asked)).findFirst();
    }

    /** The setting that an environment variable sets, written with or without underscores for dashes. */
    Optional<Setting> ofVariable(String variable) {
        return settings.stream()
                .filter(setting -> variable.matches(variable(setting.name().replace("-", "")))
                        || variable.matches(variable(setting.name().replace('-', '_'))))
                .findFirst();
    }

    private static String variable(String name) {
        return name.replace('.', '_').toUpperCase(Locale.ROOT).replaceAll("\\*+", ".+");
    }

    /** The names of all variables. */
    List<String> variables() {
        return settings.stream()
                .map(setting ->
                        setting.name().replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT))
                .toList();
    }

    /** All names that are whole, as people write them. */
    List<String> names() {
        return settings.stream()
                .map(Setting::name)
                .filter(name -> !name.contains(ANY))
                .toList();
    }

    /** Spring compares names so: by element, without case and dashes; an index is an element. */
    private static List<String> elements(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replace("-", "").replace("]", "");
        return Arrays.stream(plain.split("[.\\[]"))
                .filter(element -> !element.isEmpty())
                .toList();
    }

    static String dashed(String camelCase) {
        return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
