package vn.gov.hanoi.hpasc.hub.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * YAML without its surprises: only {@code true} and {@code false} are truth values, only plain decimal digits are
 * numbers, and everything else is text ({@code 1.012753} is a procedure, {@code no} a word, {@code 010} a code). A key
 * twice, an alias and a tag are errors. Remembers the line of everything.
 */
final class StrictYaml {

    private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,8}");

    private final String file;
    private final Findings findings;
    private final Map<String, Integer> lines = new HashMap<>();
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private StrictYaml(String file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    /** The whole of {@code text}; empty, with findings, when it is not YAML of this kind. */
    static Optional<Entry> read(String file, String text, Findings findings) {
        Findings own = new Findings();
        StrictYaml reader = new StrictYaml(file, own);
        Optional<JsonNode> root = reader.compose(text);
        own.all().forEach(findings::add);
        return own.isEmpty() ? root.map(node -> new Entry(file, reader.lines, "", node)) : Optional.empty();
    }

    /** {@code key} as a step of an RFC 6901 pointer. */
    static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    private Optional<JsonNode> compose(String text) {
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (root != null) {
                return Optional.of(converted(root, ""));
            }
            findings.add(new Finding(file, 1, "the file is empty"));
        } catch (MarkedYAMLException broken) {
            int line = broken.getProblemMark() == null
                    ? 1
                    : broken.getProblemMark().getLine() + 1;
            findings.add(new Finding(file, line, "not YAML: " + broken.getProblem()));
        } catch (ReaderException broken) {
            int line = 1
                    + (int) text.codePoints()
                            .limit(broken.getPosition())
                            .filter(c -> c == '\n')
                            .count();
            findings.add(new Finding(file, line, "not YAML: a forbidden character"));
        } catch (YAMLException broken) {
            findings.add(new Finding(file, 1, "not YAML: " + broken.getMessage()));
        }
        return Optional.empty();
    }

    private JsonNode converted(Node node, String pointer) {
        lines.putIfAbsent(pointer, lineOf(node));
        if (!seen.add(node)) {
            findings.add(new Finding(file, lineOf(node), "anchors and aliases are not supported"));
            return JsonNodeFactory.instance.nullNode();
        }
        if (!node.getTag().startsWith("tag:yaml.org,2002:")) {
            findings.add(new Finding(file, lineOf(node), "tags are not supported: " + node.getTag()));
        }
        return switch (node) {
            case MappingNode mapping -> mapping(mapping, pointer);
            case SequenceNode sequence -> sequence(sequence, pointer);
            case ScalarNode scalar -> scalar(scalar);
            default -> throw new IllegalStateException("a YAML node of an unknown kind: " + node.getNodeId());
        };
    }

    private JsonNode mapping(MappingNode mapping, String pointer) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (NodeTuple member : mapping.getValue()) {
            if (!(member.getKeyNode() instanceof ScalarNode key)) {
                findings.add(new Finding(file, lineOf(member.getKeyNode()), "a key must be a word"));
                continue;
            }
            String step = pointer + '/' + escaped(key.getValue());
            if (object.has(key.getValue())) {
                findings.add(new Finding(
                        file,
                        lineOf(key),
                        "the key " + key.getValue() + " appears twice, first on line " + lines.get(step)));
                continue;
            }
            lines.put(step, lineOf(key));
            object.set(key.getValue(), converted(member.getValueNode(), step));
        }
        return object;
    }

    private JsonNode sequence(SequenceNode sequence, String pointer) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Node item : sequence.getValue()) {
            array.add(converted(item, pointer + '/' + array.size()));
        }
        return array;
    }

    private static JsonNode scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
            return JsonNodeFactory.instance.textNode(text);
        }
        if (text.equals("true") || text.equals("false")) {
            return JsonNodeFactory.instance.booleanNode(text.equals("true"));
        }
        if (INTEGER.matcher(text).matches()) {
            return JsonNodeFactory.instance.numberNode(Integer.parseInt(text));
        }
        return text.isEmpty() || text.equals("null") || text.equals("~")
                ? JsonNodeFactory.instance.nullNode()
                : JsonNodeFactory.instance.textNode(text);
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
