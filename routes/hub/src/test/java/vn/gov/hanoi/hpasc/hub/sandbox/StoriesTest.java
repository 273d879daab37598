package vn.gov.hanoi.hpasc.hub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.gov.hanoi.hpasc.dossier.DossierCode;
import vn.gov.hanoi.hpasc.dossier.MessageKey;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.hub.sandbox.Stories.Told;

class StoriesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T03:04:05.600Z");

    static Stream<Arguments> steps() {
        return Stories.tell(NOW).stream()
                .flatMap(told -> IntStream.range(0, told.story().steps().size())
                        .mapToObj(step -> Arguments.of(told, step, told.story().name() + " " + (step + 1))));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("steps")
    void everyStepIsAMessageOfTheContract(Told told, int step, String name) {
        byte[] json = new MessageCodec().toJson(told.message(step, NOW), Map.of());
        assertThatCode(() -> MessageCodec.strict().fromJson(json)).doesNotThrowAnyException();
    }

    @Test
    void everyRunHasItsOwnDossiersAndMessages() {
        List<Told> first = Stories.tell(NOW);
        List<Told> second = Stories.tell(NOW.plusMillis(100));

        assertThat(first).extracting(Told::dossier).doesNotHaveDuplicates();
        assertThat(first)
                .extracting(Told::dossier)
                .doesNotContainAnyElementsOf(second.stream().map(Told::dossier).toList());
        assertThat(keys(first)).doesNotHaveDuplicates().doesNotContainAnyElementsOf(keys(second));
        assertThat(first)
                .allSatisfy(told ->
                        assertThatCode(() -> new DossierCode(told.dossier())).doesNotThrowAnyException());
    }

    private static List<MessageKey> keys(List<Told> stories) {
        return stories.stream()
                .flatMap(told -> IntStream.range(0, told.story().steps().size())
                        .mapToObj(step -> told.message(step, NOW).key()))
                .toList();
    }
}
