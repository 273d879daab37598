package vn.gov.hanoi.hpasc.hub.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder.aMessage;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoomTest {

    private static Submission of(int messages, int bytesEach) {
        Submission submission = new Submission(false);
        Candidate candidate = AcceptNode.candidate(aMessage().build());
        Candidate received = new Candidate(
                candidate.message(),
                candidate.canonicalForm(),
                candidate.digest(),
                candidate.sender(),
                candidate.protocol(),
                new byte[bytesEach / 2],
                candidate.receivedMediaType(),
                false);
        submission.of(Stream.generate(() -> new Entry(received, new byte[bytesEach / 2], submission, null))
                .limit(messages)
                .toList());
        return submission;
    }

    @Test
    void countsTheMessagesOfASubmissionAndNotSubmissions() {
        Room room = new Room(1_000, 1_000_000);

        assertThat(room.enter(of(500, 10))).isTrue();
        assertThat(room.enter(of(501, 10))).isFalse();
        Submission second = of(500, 10);
        assertThat(room.enter(second)).isTrue();
        assertThat(room.enter(of(1, 10))).isFalse();

        room.leave(second);
        assertThat(room.enter(of(1, 10))).isTrue();
        assertThat(room.messages()).isEqualTo(501);
    }

    @Test
    void countsTheirBytes() {
        Room room = new Room(1_000, 1_000);

        assertThat(room.enter(of(1, 600))).isTrue();
        assertThat(room.enter(of(1, 600))).isFalse();
        assertThat(room.enter(of(1, 400))).isTrue();
        assertThat(room.bytes()).isEqualTo(1_000);
    }

    @Test
    void letsInWhatIsLargerThanAllOfItWhenNothingElseIsThere() {
        Room room = new Room(10, 100);
        Submission huge = of(500, 10);

        assertThat(room.enter(huge)).isTrue();
        assertThat(room.enter(of(1, 1))).isFalse();
        room.leave(huge);
        assertThat(room.enter(of(1, 1))).isTrue();
    }
}
