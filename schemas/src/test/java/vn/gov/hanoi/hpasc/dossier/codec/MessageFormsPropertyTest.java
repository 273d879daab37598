package vn.gov.hanoi.hpasc.dossier.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.erdtman.jcs.JsonCanonicalizer;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;

@Domain(Messages.class)
@Domain(net.jqwik.api.domains.DomainContext.Global.class)
class MessageFormsPropertyTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Schema XSD = xsd();

    private final MessageCodec codec = MessageCodec.strict();

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void jsonToXmlAndBackLosesNothing(@ForAll DossierMessage message) throws Exception {
        DossierMessage fromJson = codec.fromJson(codec.toJson(message, Map.of()));
        DossierMessage fromXml = codec.fromXml(codec.toXml(fromJson));
        DossierMessage again = codec.fromJson(codec.toJson(fromXml, Map.of()));

        assertThat(fromJson).isEqualTo(message);
        assertThat(fromXml).isEqualTo(message);
        assertThat(again).isEqualTo(message);
        assertThat(MessageDigests.digest(fromXml)).isEqualTo(MessageDigests.digest(message));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void whatIsWrittenAsXmlFollowsTheXsd(@ForAll DossierMessage message) throws Exception {
        String xml = new String(codec.toXml(message), StandardCharsets.UTF_8);
        String submit = "<Submit xmlns='" + MessageCodec.NAMESPACE + "'>" + xml + "</Submit>";

        XSD.newValidator().validate(new StreamSource(new StringReader(submit)));
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void whatIsWrittenAsJsonFollowsTheJsonSchema(@ForAll DossierMessage message) throws Exception {
        assertThat(PublishedSchema.faults(codec.toJson(message, Map.of()))).isEmpty();
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theCanonicalFormIsThatOfRfc8785(@ForAll DossierMessage message) throws Exception {
        byte[] canonical = MessageDigests.canonicalForm(message);

        assertThat(new String(canonical, StandardCharsets.UTF_8))
                .isEqualTo(new JsonCanonicalizer(canonical).getEncodedString());
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whatIsWrittenAroundTheCanonicalFormIsTheSameMessage(@ForAll DossierMessage message) throws Exception {
        byte[] canonicalForm = MessageDigests.canonicalForm(message);

        assertThat(codec.fromJson(codec.toJson(message, canonicalForm))).isEqualTo(message);
        assertThat(MessageDigests.ofCanonicalForm(canonicalForm)).isEqualTo(MessageDigests.digest(message));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theDigestDoesNotSeeHowAMessageIsWritten(@ForAll DossierMessage message, @ForAll Random random)
            throws Exception {
        JsonNode otherwise = rewritten(JSON.readTree(codec.toJson(message, Map.of())), random);
        byte[] spaced = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(otherwise);

        DossierMessage read = codec.fromJson(spaced);

        assertThat(read).usingRecursiveComparison().ignoringFields("id").isEqualTo(message);
        assertThat(MessageDigests.digest(read)).isEqualTo(MessageDigests.digest(message));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theDigestSeesEveryFieldOfTheContent(@ForAll DossierMessage message) throws Exception {
        ObjectNode json = (ObjectNode) JSON.readTree(codec.toJson(message, Map.of()));
        List<JsonNode> others = new ArrayList<>();
        for (String name : List.of("subject", "time", "corrects")) {
            ObjectNode other = json.deepCopy();
            other.put(name, another(name, message));
            others.add(other);
        }
        changesWithin(json.path("data"), "/data", json, others);

        for (JsonNode other : others) {
            assertThat(MessageDigests.digest(codec.fromJson(JSON.writeValueAsBytes(other))))
                    .as("%s", other)
                    .isNotEqualTo(MessageDigests.digest(message));
        }
    }

    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void theDigestSeesNeitherIdNorSource(@ForAll DossierMessage message) throws Exception {
        ObjectNode json = (ObjectNode) JSON.readTree(codec.toJson(message, Map.of("exchangeid", UUID.randomUUID())));
        json.put("id", "another").put("source", "/agencies/A01");

        assertThat(MessageDigests.digest(codec.fromJson(JSON.writeValueAsBytes(json))))
                .isEqualTo(MessageDigests.digest(message));
    }

    private static String another(String name, DossierMessage message) {
        return switch (name) {
            case "subject" -> "another-" + message.subject();
            case "time" ->
                (message.time().getEpochSecond() > 0
                                ? message.time().minusNanos(1)
                                : message.time().plusNanos(1))
                        .toString();
            default -> UUID.randomUUID().toString();
        };
    }

    /** One copy of the whole for each text or number within {@code node}, with that one changed; removals where allowed. */
    private static void changesWithin(JsonNode node, String pointer, ObjectNode whole, List<JsonNode> others) {
        if (node.isObject()) {
            node.properties()
                    .forEach(
                            member -> changesWithin(member.getValue(), pointer + "/" + member.getKey(), whole, others));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                changesWithin(node.get(i), pointer + "/" + i, whole, others);
            }
        } else {
            String name = pointer.substring(pointer.lastIndexOf('/') + 1);
            ObjectNode other = whole.deepCopy();
            JsonNode parent = other.at(pointer.substring(0, pointer.lastIndexOf('/')));
            if (node.isIntegralNumber()) {
                ((ObjectNode) parent).put(name, node.asLong() > 1 ? node.asLong() - 1 : node.asLong() + 1);
                others.add(other);
            } else if (List.of("note", "reason", "summary", "name", "fullName", "address")
                    .contains(name)) {
                ((ObjectNode) parent).put(name, node.asText() + "!");
                others.add(other);
            }
        }
    }

    /** The same said in other words: members in another order, texts in NFD with CRLF, times with another offset, old agency codes. */
    private static JsonNode rewritten(JsonNode node, Random random) {
        if (node instanceof ObjectNode object) {
            List<Map.Entry<String, JsonNode>> members = new ArrayList<>(object.properties());
            Collections.shuffle(members, random);
            ObjectNode other = JSON.createObjectNode();
            members.forEach(member -> other.set(
                    member.getKey(),
                    member.getKey().equals("id") ? member.getValue() : rewritten(member.getValue(), random)));
            return other;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode other = JSON.createArrayNode();
            array.forEach(item -> other.add(rewritten(item, random)));
            return other;
        }
        return node.isTextual() ? JSON.getNodeFactory().textNode(inOtherWords(node.asText(), random)) : node;
    }

    private static String inOtherWords(String text, Random random) {
        if (text.matches("\\d{4}-\\d\\d-\\d\\dT.*Z")) {
            Instant instant = Instant.parse(text);
            OffsetDateTime there = instant.atOffset(ZoneOffset.ofHoursMinutes(random.nextInt(15), 30));
            // Near the ends of what may be said the local year would leave them.
            return there.getYear() > 9999
                    ? text
                    : there.format(java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                            .replaceFirst("(T\\d\\d:\\d\\d)([+-])", "$1:00$2");
        }
        if (text.equals("H26.103.25.7-250908-0112")) {
            return text;
        }
        if (text.equals("H26.01")) {
            return "000.00.01.H26";
        }
        if (text.equals("/agencies/H26.13")) {
            return "/agencies/000.00.13.H26";
        }
        return Normalizer.normalize(text, Normalizer.Form.NFD).replace("\n", random.nextBoolean() ? "\r\n" : "\r");
    }

    private static Schema xsd() {
        try {
            return MessageXmlTest.xsd();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
