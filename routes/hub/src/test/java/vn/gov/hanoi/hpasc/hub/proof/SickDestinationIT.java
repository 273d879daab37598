package vn.gov.hanoi.hpasc.hub.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.gov.hanoi.hpasc.simulators.peer.Behaviour;
import vn.gov.hanoi.hpasc.simulators.peer.Behaviour.Nonsense;
import vn.gov.hanoi.hpasc.simulators.peer.Received;
import vn.gov.hanoi.hpasc.simulators.peer.SimulatedSystem;

/**
 * G3, G5, G10: a sick destination delays its own deliveries only, catches up by itself, and sees one key per message. That
 * the others lose nothing shows in this: all of theirs is delivered while the sick one is still sick.
 */
@ExtendWith(OnTheBench.class)
class SickDestinationIT {

    private static final int DOSSIERS = 8;
    private static final Duration LONGER_THAN_ANYONE_WAITS = Duration.ofSeconds(20);

    private final Bench bench;
    private final City city;
    private final AgencyClient core;

    SickDestinationIT(Bench bench) {
        this.bench = bench;
        this.city = bench.city();
        this.core = bench.agency(Dossier.CORE);
    }

    /** What can be wrong with it. */
    enum Sickness {
        DOWN(null),
        HANGS(new Behaviour.Hang(LONGER_THAN_ANYONE_WAITS)),
        RESETS(new Behaviour.Reset()),
        TALKS_GARBAGE(new Behaviour.Garbage(Nonsense.HTML)),
        SAYS_500(new Behaviour.Status(500, null)),
        TAKES_IT_AND_HANGS(new Behaviour.TakeThen(new Behaviour.Hang(LONGER_THAN_ANYONE_WAITS)));

        private final @Nullable Behaviour behaviour;

        Sickness(@Nullable Behaviour behaviour) {
            this.behaviour = behaviour;
        }

        void befall(SimulatedSystem system) {
            if (behaviour == null) {
                system.goDown();
            } else {
                system.script().always(behaviour);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Sickness.class)
    void delaysNobodyElseAndCatchesUpOverRest(Sickness sickness) {
        delaysNobodyElseAndCatchesUp(Department.LAND, sickness);
    }

    @ParameterizedTest
    @EnumSource(Sickness.class)
    void delaysNobodyElseAndCatchesUpOverSoap(Sickness sickness) {
        delaysNobodyElseAndCatchesUp(Department.CONSTRUCTION, sickness);
    }

    private void delaysNobodyElseAndCatchesUp(Department sick, Sickness sickness) {
        SimulatedSystem system = city.at(sick);
        long callsBefore = system.intake().calls();
        sickness.befall(system);

        Map<Dossier, List<UUID>> sent = new LinkedHashMap<>();
        for (int i = 0; i < DOSSIERS; i++) {
            for (Department department : Department.values()) {
                Dossier dossier = Dossier.of(department);
                sent.put(dossier, sendTwo(dossier));
            }
        }

        Bench.eventually(() -> sent.forEach((dossier, keys) -> {
            if (dossier.department() != sick) {
                assertThat(city.exchangesAt(dossier.department().destination(), dossier))
                        .containsExactlyElementsOf(keys);
            }
        }));
        assertThat(unfinishedAt(sick)).as("the sick one still is").isEqualTo(2 * DOSSIERS);
        Bench.eventually(() ->
                assertThat(bench.hub().admin().stateOf(sick.destination())).isEqualTo("resting"));

        city.mend();

        Bench.eventually(() -> assertThat(unfinishedAt(sick)).isZero());
        long callsWithKeys = 0;
        for (Map.Entry<Dossier, List<UUID>> entry : sent.entrySet()) {
            if (entry.getKey().department() == sick) {
                List<Received> received = system.intake().of(entry.getKey().code());
                assertThat(received).extracting(Received::sequence).containsExactly(1L, 2L);
                assertThat(received).extracting(Received::exchangeId).containsExactlyElementsOf(entry.getValue());
                callsWithKeys += received.stream()
                        .mapToLong(one -> system.intake().calls(one.key()))
                        .sum();
            }
        }
        assertThat(system.intake().calls() - callsBefore)
                .as("every call came with the key of its message")
                .isEqualTo(callsWithKeys);
        assertThat(bench.hub().admin().stateOf(sick.destination())).isEqualTo("calling");
    }

    /** Who reads a queue, or fetches, is not called: their messages lie ready for them. */
    @ParameterizedTest
    @EnumSource(
            value = Department.class,
            names = {"PLANNING", "INVESTMENT"})
    void keepsMessagesForWhoComesForThem(Department away) {
        city.at(away).goDown();
        Map<Dossier, List<UUID>> sent = new LinkedHashMap<>();
        for (int i = 0; i < DOSSIERS; i++) {
            Dossier dossier = Dossier.of(away);
            sent.put(dossier, sendTwo(dossier));
        }
        Dossier other = Dossier.of(Department.LAND);
        List<UUID> keys = sendTwo(other);
        Bench.eventually(() -> assertThat(city.exchangesAt(Department.LAND.destination(), other))
                .containsExactlyElementsOf(keys));
        sent.keySet()
                .forEach(dossier -> assertThat(city.exchangesAt(away.destination(), dossier))
                        .isEmpty());

        city.at(away).comeBack();

        Bench.eventually(() -> sent.forEach((dossier, promised) ->
                assertThat(city.exchangesAt(away.destination(), dossier)).containsExactlyElementsOf(promised)));
    }

    private List<UUID> sendTwo(Dossier dossier) {
        List<UUID> keys = new ArrayList<>();
        keys.add(core.send(dossier.submitted()).exchange());
        keys.add(core.send(dossier.supplemented()).exchange());
        return keys;
    }

    private long unfinishedAt(Department department) {
        return bench.database().unfinishedOf(department.destination());
    }
}
