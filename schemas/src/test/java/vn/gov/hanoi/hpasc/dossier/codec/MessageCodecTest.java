package vn.gov.hanoi.hpasc.dossier.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.Submitted;

class MessageCodecTest {

    private final MessageCodec codec = MessageCodec.strict();

    @ParameterizedTest
    @EnumSource
    void anExampleOfEveryTypeComesBackTheSame(MessageType type) throws Exception {
        DossierMessage message = codec.fromJson(Examples.json(type));

        assertThat(message.type()).isEqualTo(type);
        assertThat(message.data()).isInstanceOf(type.dataClass());
        assertThat(codec.fromJson(codec.toJson(message, Map.of()))).isEqualTo(message);
    }

    @ParameterizedTest
    @EnumSource
    void theCanonicalFormIsThatOfRfc8785(MessageType type) throws Exception {
        byte[] canonical = MessageDigests.canonicalForm(codec.fromJson(Examples.json(type)));

        assertThat(new String(canonical, StandardCharsets.UTF_8))
                .isEqualTo(new JsonCanonicalizer(canonical).getEncodedString());
    }

    @Test
    void readsWhatItSays() throws Exception {
        DossierMessage message = codec.fromJson(Examples.json(MessageType.SUBMITTED));

        assertThat(message.source().agency()).isEqualTo(new AgencyCode("H26.01"));
        assertThat(message.time()).isEqualTo(Instant.parse("2025-09-08T02:12:31Z"));
        Submitted submitted = (Submitted) message.data();
        assertThat(submitted.applicant().fullName()).isEqualTo("Nguyễn Thị Minh Nguyệt");
        assertThat(submitted.fees())
                .hasSize(2)
                .first()
                .satisfies(fee -> assertThat(fee.amount().amount()).isEqualTo(100_000));
    }

    @Test
    void dataMayStandBeforeItsType() throws Exception {
        String example = Examples.text(MessageType.WITHDRAWN);
        String data = example.substring(example.indexOf("\"data\":"), example.lastIndexOf('}'))
                .strip();
        String turned = "{" + data + ","
                + example.substring(1, example.indexOf("\"data\":")).strip();
        turned = turned.substring(0, turned.length() - 1) + "}";

        assertThat(codec.fromJson(turned.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(codec.fromJson(Examples.json(MessageType.WITHDRAWN)));
    }

    @Test
    void extensionsAreWrittenAndIgnoredWhenRead() throws Exception {
        DossierMessage message = codec.fromJson(Examples.json(MessageType.RETURNED));
        UUID exchange = UUID.randomUUID();

        byte[] json = codec.toJson(message, Map.of("exchangeid", exchange, "sequence", 7L));

        assertThat(new String(json, StandardCharsets.UTF_8))
                .contains("\"exchangeid\":\"" + exchange + "\"")
                .contains("\"sequence\":7");
        assertThat(codec.fromJson(json)).isEqualTo(message);
    }

    @Test
    void theBinaryModeSaysTheSame() throws Exception {
        DossierMessage message = codec.fromJson(Examples.json(MessageType.RESOLVED));

        Map<String, Object> attributes = Map.of(
                "specversion", "1.0",
                "id", message.id(),
                "source", "/agencies/H26.13",
                "type", message.type().wire(),
                "subject", message.subject(),
                "time", message.time());

        assertThat(codec.fromBinary(attributes, codec.dataToJson(message))).isEqualTo(message);
    }

    @Test
    void eachItemOfABatchHasItsOwnResultAndBytes() throws Exception {
        String good = Examples.text(MessageType.WITHDRAWN).strip();
        String batch = "[ " + good + ",\n {\"id\":\"x\",\"subject\":\"H26.01-250908-0001\"} , 7," + good + "]";

        List<BatchItem> items = codec.batchFromJson(batch.getBytes(StandardCharsets.UTF_8), 4);

        assertThat(items).hasSize(4);
        assertThat(items.get(0)).isInstanceOf(BatchItem.Read.class);
        assertThat(new String(items.get(0).received(), StandardCharsets.UTF_8)).isEqualTo(good);
        assertThat(items.get(1)).isInstanceOfSatisfying(BatchItem.Refused.class, refused -> {
            assertThat(refused.why().kind()).isEqualTo(InvalidMessage.Kind.INVALID_ENVELOPE);
            assertThat(refused.why().known().subject()).isEqualTo("H26.01-250908-0001");
        });
        assertThat(new String(items.get(2).received(), StandardCharsets.UTF_8)).isEqualTo("7");
        assertThat(items.get(3)).isInstanceOf(BatchItem.Read.class);
    }
}
