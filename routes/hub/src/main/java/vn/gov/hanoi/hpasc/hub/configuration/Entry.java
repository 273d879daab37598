package vn.gov.hanoi.hpasc.hub.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * One place of a configuration file, with the line it stands on.
 *
 * <p>The file was checked against its schema before: what the schema demands is there and has its type.
 */
public final class Entry {

    static final String SHIPPED = "classpath:";

    private final String file;
    private final Map<String, Integer> lines;
    private final String pointer;
    private final JsonNode node;

    Entry(String file, Map<String, Integer> lines, String pointer, JsonNode node) {
        this.file = file;
        this.lines = lines;
        this.pointer = pointer;
        this.node = node;
    }

    JsonNode node() {
        return node;
    }

    /** The line of what {@code pointer} points at, or of the nearest thing around it. */
    int lineOf(String pointer) {
        String nearest = pointer;
        while (!lines.containsKey(nearest) && !nearest.isEmpty()) {
            nearest = nearest.substring(0, nearest.lastIndexOf('/'));
        }
        return lines.getOrDefault(nearest, 1);
    }

    /** The member {@code key}, which the schema demands. */
    public Entry at(String key) {
        return find(key).orElseThrow(() -> new IllegalStateException(file + pointer + " has no " + key));
    }

    /** The member {@code key}; empty when it is left out. */
    public Optional<Entry> find(String key) {
        JsonNode member = node.get(key);
        return member == null ? Optional.empty() : Optional.of(child(key, member));
    }

    /** The items of the list {@code key}; none when it is left out. */
    public List<Entry> items(String key) {
        return find(key).map(Entry::items).orElse(List.of());
    }

    private List<Entry> items() {
        return IntStream.range(0, node.size())
                .mapToObj(i -> child(Integer.toString(i), node.get(i)))
                .toList();
    }

    /** The keys of this mapping, in the order of the file. */
    public List<String> keys() {
        return node.properties().stream().map(Map.Entry::getKey).toList();
    }

    private Entry child(String key, JsonNode value) {
        return new Entry(file, lines, pointer + '/' + StrictYaml.escaped(key), value);
    }

    /** Whether this stands in an example shipped with the hub, and not in a file of the operator's. */
    public boolean shipped() {
        return file.startsWith(SHIPPED);
    }

    public String text() {
        return node.asText();
    }

    public int number() {
        return node.asInt();
    }

    public boolean truth() {
        return node.asBoolean();
    }

    /**
     * What {@code reader} makes of this text.
     *
     * @return empty, with a finding, when {@code reader} refuses it with an {@link IllegalArgumentException}
     */
    public <T> Optional<T> as(Function<String, T> reader, Findings findings) {
        try {
            return Optional.of(reader.apply(text()));
        } catch (IllegalArgumentException refused) {
            findings.add(finding(String.valueOf(refused.getMessage())));
            return Optional.empty();
        }
    }

    /** Says what is wrong here. */
    public Finding finding(String reason) {
        return new Finding(file, lineOf(pointer), reason);
    }

    @Override
    public String toString() {
        return file + ":" + lineOf(pointer);
    }
}
