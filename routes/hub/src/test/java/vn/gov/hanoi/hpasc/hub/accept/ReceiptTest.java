package vn.gov.hanoi.hpasc.hub.accept;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.hanoi.hpasc.dossier.MessageDigestV1;
import vn.gov.hanoi.hpasc.dossier.MessageKey;
import vn.gov.hanoi.hpasc.hub.accept.Receipt.Evidence;
import vn.gov.hanoi.hpasc.hub.accept.Receipt.Promise;
import vn.gov.hanoi.hpasc.hub.ledger.MerkleTree;
import vn.gov.hanoi.hpasc.hub.ledger.ReceiptSigner;

class ReceiptTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final ECKey PUBLIC = AcceptNode.KEY.toPublicJWK();
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** The receipts of one commit, as senders get them: text. */
    private static List<String> receipts(int size, Instant acceptedAt) throws Exception {
        List<Leaf> leaves = IntStream.range(0, size)
                .mapToObj(i -> new Leaf(
                        UUID.randomUUID(),
                        new MessageKey("/agencies/H26.13", "đơn \"" + i + "\" \\ €\u2028 🙂"),
                        MessageDigestV1.of(new byte[32]),
                        acceptedAt,
                        i % 2 == 0
                                ? List.of()
                                : List.of(new Promise("hpasc-core", i), new Promise("land-office", 1L << 52))))
                .toList();
        MerkleTree tree = new MerkleTree(leaves.stream().map(Leaf::hash).toList());
        String signature = new ReceiptSigner(AcceptNode.KEY).sign(tree.root(), size, acceptedAt);
        List<String> receipts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            List<String> path = tree.path(i).stream().map(HEX::formatHex).toList();
            receipts.add(JSON.writeValueAsString(
                    leaves.get(i).receipt(null, new Evidence(leaves.get(i).hex(), i, size, path, signature))));
        }
        return receipts;
    }

    /** What anyone can do who has the receipt and the hub's public key; shares no code with the hub. */
    private static boolean verifies(JsonNode receipt) throws Exception {
        JWSObject jws = JWSObject.parse(receipt.at("/receipt/signature").asText());
        if (!jws.verify(new ECDSAVerifier(PUBLIC))) {
            return false;
        }
        ObjectNode promised = JSON.createObjectNode();
        for (String member : List.of("exchangeId", "source", "id", "digest", "acceptedAt", "deliveries")) {
            promised.set(member, receipt.get(member));
        }
        byte[] leaf = sha256(new byte[] {0}, new JsonCanonicalizer(JSON.writeValueAsString(promised)).getEncodedUTF8());
        if (!HEX.formatHex(leaf).equals(receipt.at("/receipt/leaf").asText())) {
            return false;
        }
        Map<String, Object> signed = jws.getPayload().toJSONObject();
        long size = ((Number) signed.get("size")).longValue();
        return size == receipt.at("/receipt/size").asLong()
                && HEX.formatHex(root(leaf, receipt.at("/receipt/index").asLong(), size, receipt.at("/receipt/path")))
                        .equals(signed.get("root"));
    }

    /** RFC 9162, section 2.1.3.2, word for word. */
    private static byte[] root(byte[] leaf, long index, long size, JsonNode path) throws Exception {
        long fn = index;
        long sn = size - 1;
        byte[] r = leaf;
        for (JsonNode element : path) {
            byte[] p = HEX.parseHex(element.asText());
            if (sn == 0) {
                return new byte[0];
            }
            if ((fn & 1) == 1 || fn == sn) {
                r = sha256(new byte[] {1}, p, r);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                r = sha256(new byte[] {1}, r, p);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 ? r : new byte[0];
    }

    private static byte[] sha256(byte[]... parts) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        Arrays.stream(parts).forEach(digest::update);
        return digest.digest();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 100})
    void isVerifiedFromItsJsonAndThePublicKeyAlone(int size) throws Exception {
        for (String acceptedAt :
                List.of("2026-11-23T02:00:00Z", "2026-11-23T02:00:00.120Z", "2026-11-23T02:00:00.123456Z")) {
            for (String receipt : receipts(size, Instant.parse(acceptedAt))) {
                assertThat(verifies(JSON.readTree(receipt))).as(receipt).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/exchangeId", "/source", "/id", "/digest", "/acceptedAt", "/receipt/leaf"})
    void isNotVerifiedWhenAWordOfItIsChanged(String member) throws Exception {
        JsonNode receipt =
                JSON.readTree(receipts(5, Instant.parse("2026-11-23T02:00:00Z")).get(3));
        String name = member.substring(member.lastIndexOf('/') + 1);
        ObjectNode parent = (ObjectNode) receipt.at(member.substring(0, member.lastIndexOf('/')));
        parent.put(name, parent.get(name).asText().replaceFirst("[0-9a-z]", "f") + "0");

        assertThat(verifies(receipt)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4})
    void isNotVerifiedAtAnotherPlaceOrWithOtherPromises(int index) throws Exception {
        ObjectNode receipt =
                (ObjectNode) JSON.readTree(receipts(5, Instant.EPOCH).get(3));
        ((ObjectNode) receipt.get("receipt")).put("index", index);
        assertThat(verifies(receipt)).isFalse();

        ObjectNode other = (ObjectNode) JSON.readTree(receipts(5, Instant.EPOCH).get(3));
        other.putArray("deliveries");
        assertThat(verifies(other)).isFalse();
    }

    @Property(tries = 300)
    void hashesTheBytesThatRfc8785Writes(
            @ForAll("ids") String legal,
            @ForAll @Size(max = 4) List<@LongRange(min = 1, max = 9_007_199_254_740_991L) Long> sequences,
            @ForAll @IntRange(max = 999_999) int micros)
            throws Exception {
        Leaf leaf = new Leaf(
                UUID.randomUUID(),
                new MessageKey("/agencies/H26.13", legal),
                MessageDigestV1.of(new byte[32]),
                Instant.parse("2026-11-23T02:00:00Z").plusNanos(micros * 1_000L),
                sequences.stream().map(n -> new Promise("land-office", n)).toList());
        String plain = JSON.writeValueAsString(Map.of(
                "source", leaf.key().source(),
                "id", legal,
                "exchangeId", leaf.exchangeId(),
                "digest", leaf.digest(),
                "deliveries", leaf.deliveries(),
                "acceptedAt", leaf.acceptedAt()));

        assertThat(new String(leaf.bytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(new JsonCanonicalizer(plain).getEncodedString());
    }

    /** Any characters, of Nôm too, and those that are written in escapes. */
    @Provide
    Arbitrary<String> ids() {
        return Arbitraries.oneOf(
                        Arbitraries.integers()
                                .between(0, 0x10ffff)
                                .filter(c -> c < 0xd800 || c > 0xdfff)
                                .map(Character::toString),
                        Arbitraries.integers().between(0, 0xff).map(Character::toString),
                        Arbitraries.integers().between(0x20000, 0x2a6df).map(Character::toString))
                .list()
                .ofMinSize(1)
                .ofMaxSize(60)
                .map(characters -> String.join("", characters));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void saysNothingElseAsARepeat(boolean repeat) throws Exception {
        Receipt receipt = JSON.readValue(receipts(3, Instant.EPOCH).get(1), Receipt.class);
        Receipt again = repeat ? receipt.asRepeat().asRepeat() : receipt.asRepeat();

        ObjectNode first = JSON.valueToTree(receipt);
        assertThat((JsonNode) JSON.valueToTree(again)).isEqualTo(first.put("repeat", true));
    }
}
