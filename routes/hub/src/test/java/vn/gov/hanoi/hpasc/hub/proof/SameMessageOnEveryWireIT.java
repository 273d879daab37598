package vn.gov.hanoi.hpasc.hub.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;

/** G2: one idempotency contract, whatever wire a message comes over. */
@ExtendWith(OnTheBench.class)
class SameMessageOnEveryWireIT {

    private final Bench bench;
    private final AgencyClient core;

    SameMessageOnEveryWireIT(Bench bench) {
        this.bench = bench;
        this.core = bench.agency(Dossier.CORE);
    }

    /** The canonical record, with the names that must differ taken out: which message of which dossier it is. */
    private String canonical(Answer receipt, DossierMessage message) {
        byte[] stored = bench.database()
                .sql()
                .sql("select canonical from message where exchange_id = ?")
                .param(receipt.exchange())
                .query(byte[].class)
                .single();
        return new String(stored, StandardCharsets.UTF_8)
                .replace(message.id(), "<id>")
                .replace(message.subject(), "<dossier>");
    }

    @Test
    void givesTheSameRecordAndDeliveriesOnEveryWire() {
        Set<String> records = new HashSet<>();
        Set<Map<String, Long>> deliveries = new HashSet<>();
        for (Wire wire : Wire.values()) {
            DossierMessage message = Dossier.of(Department.LAND).submitted();

            Answer receipt = core.send(wire, message);

            assertThat(receipt.receipted()).as(wire + ": " + receipt).isTrue();
            records.add(canonical(receipt, message));
            deliveries.add(receipt.deliveries());
        }
        assertThat(records).hasSize(1);
        assertThat(deliveries).containsExactly(Map.of("land-office", 1L));
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void answersARepeatOnAnyOtherWireWithTheSameReceipt(Wire first) {
        DossierMessage message = Dossier.of(Department.CONSTRUCTION).submitted();
        Answer receipt = core.send(first, message);
        Map<Wire, Answer> again = new LinkedHashMap<>();
        for (Wire wire : Wire.values()) {
            again.put(wire, core.send(wire, message).offTheWire());
        }

        assertThat(again.values()).containsOnly(receipt.asRepeat());
        assertThat(bench.database().count("select count(*) from delivery where exchange_id = ?", receipt.exchange()))
                .isEqualTo(1);
    }

    @Test
    void takesOtherNotationsOfTheSameForARepeat() {
        DossierMessage message = Dossier.of(Department.LAND).submitted();
        Answer receipt = core.send(Wire.SOAP_11, message);
        String json = new String(new MessageCodec().toJson(message, Map.of()), StandardCharsets.UTF_8);
        String decomposed = Normalizer.normalize(json, Normalizer.Form.NFD);
        assertThat(decomposed).isNotEqualTo(json);
        String otherwise = decomposed
                .replace("\"/agencies/H26.01\"", "\"/agencies/000.00.01.H26\"")
                .replace("\"2025-11-24T01:20:00Z\"", "\"2025-11-24T08:20:00+07:00\"");
        assertThat(otherwise).contains("000.00.01.H26", "+07:00");

        Answer again = core.sendAsIs(otherwise.getBytes(StandardCharsets.UTF_8));

        assertThat(again.offTheWire()).isEqualTo(receipt.asRepeat());
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void refusesOtherContentUnderTheSameKeyOnAnyOtherWire(Wire first) {
        Dossier dossier = Dossier.of(Department.PLANNING);
        core.send(dossier.submitted());
        AgencyClient planning = bench.agency(Department.PLANNING.agency());
        DossierMessage message = dossier.progressed(DossierStatus.ACCEPTED);
        DossierMessage other = dossier.about()
                .from(Department.PLANNING.agency())
                .id(message.id())
                .progressed(DossierStatus.IN_PROCESS)
                .build();
        assertThat(planning.send(first, message).receipted()).isTrue();

        List<String> told = new ArrayList<>();
        for (Wire wire : Wire.values()) {
            Answer answer = planning.send(wire, other);
            assertThat(answer.code()).as(wire.toString()).isEqualTo("HUB-400");
            told.add(wire + " " + answer.status());
        }

        assertThat(told)
                .containsExactly(
                        "REST 409",
                        "REST_BATCH 409",
                        "SOAP_11 500",
                        "SOAP_12 400",
                        "CORE 0",
                        "CORE_BINARY 0",
                        "AMQP 0",
                        "AMQP_BINARY 0");
        assertThat(bench.database().count("select count(*) from message where message_id = ?", message.id()))
                .isEqualTo(1);
    }

    @Test
    void deliversWhatCameOverEachWireOnce() {
        Map<Wire, Dossier> sent = new LinkedHashMap<>();
        for (Wire wire : Wire.values()) {
            Dossier dossier = Dossier.of(Department.LAND);
            core.send(wire, dossier.submitted());
            sent.put(wire, dossier);
        }
        sent.forEach((wire, dossier) ->
                Bench.eventually(() -> assertThat(bench.city().sequencesAt("land-office", dossier))
                        .as(wire.toString())
                        .containsExactly(1L)));
    }
}
