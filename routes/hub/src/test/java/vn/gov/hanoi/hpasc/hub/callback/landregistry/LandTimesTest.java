package vn.gov.hanoi.hpasc.hub.callback.landregistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LandTimesTest {

    private static final ZoneId HANOI = ZoneId.of("Asia/Ho_Chi_Minh");

    private final LandTimes times = new LandTimes(
            List.of("uuuuMMddHHmmss", "uuuu-MM-dd'T'HH:mm:ss", "dd/MM/uuuu HH:mm:ss", "dd/MM/uuuu", "uuuu-MM-dd"));

    @ParameterizedTest
    @CsvSource({
        "20261123150405, 2026-11-23T08:04:05Z",
        "2026-11-23T15:04:05, 2026-11-23T08:04:05Z",
        "2026-11-23T15:04:05.1234567, 2026-11-23T08:04:05Z",
        "23/11/2026 15:04:05, 2026-11-23T08:04:05Z",
        "2026-11-23T08:04:05Z, 2026-11-23T08:04:05Z",
        "2026-11-23T15:04:05.5+07:00, 2026-11-23T08:04:05Z"
    })
    void readsEveryLayoutThatWasSeen(String text, Instant expected) {
        assertThat(times.read(text, HANOI, false)).isEqualTo(expected);
    }

    @Test
    void aTimeWithoutOffsetIsInTheZoneThatIsConfigured() {
        assertThat(times.read("2026-11-23T15:04:05", ZoneId.of("UTC"), false)).isEqualTo("2026-11-23T15:04:05Z");
    }

    @Test
    void aDeadlineOfAMereDayIsItsEnd() {
        assertThat(times.read("23/11/2026", HANOI, true)).isEqualTo("2026-11-23T16:59:59Z");
        assertThat(times.read("23/11/2026", HANOI, false)).isEqualTo("2026-11-22T17:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hôm qua",
                "2026-02-30",
                "20261123",
                "1763884800",
                "0001-01-01T00:00:00",
                "23/11/2026 3:04 PM"
            })
    void readsNothingElseAsATime(String text) {
        assertThat(times.read(text, HANOI, false)).isNull();
    }
}
