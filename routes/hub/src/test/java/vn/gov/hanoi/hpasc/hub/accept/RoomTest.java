package vn.gov.hanoi.hpasc.hub.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder.aMessage;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.hub.identity.City;

class RoomTest {

    private static Submission of(int messages, int bytesEach) {
        return of("H26.01", messages, bytesEach);
    }

    private static Submission of(String sender, int messages, int bytesEach) {
        Submission submission = new Submission(false);
        Candidate candidate = AcceptNode.candidate(aMessage().build());
        Candidate received = new Candidate(
                candidate.message(),
                candidate.canonicalForm(),
                candidate.digest(),
                City.agencies()
                        .byCode(new vn.gov.hanoi.hpasc.dossier.AgencyCode(sender))
                        .orElseThrow(),
                candidate.protocol(),
                new byte[bytesEach / 2],
                candidate.receivedMediaType(),
                false,
                java.util.Set.of());
        submission.of(Stream.generate(() -> new Entry(received, new byte[bytesEach / 2], submission, null))
                .limit(messages)
                .toList());
        return submission;
    }

    @Test
    void countsTheMessagesOfASubmissionAndNotSubmissions() {
        Room room = new Room(1_000, 1_000_000);

        Submission first = of(499, 10);
        assertThat(room.enter(first)).isTrue();
        assertThat(room.enter(of(3, 10))).as("more than half of it").isFalse();
        assertThat(room.enter(of(1, 10))).isTrue();

        room.leave(first);
        assertThat(room.messages()).isEqualTo(1);
        assertThat(room.enter(of(499, 10))).isTrue();
    }

    @Test
    void countsTheirBytes() {
        Room room = new Room(1_000, 1_000);

        assertThat(room.enter(of(1, 400))).isTrue();
        assertThat(room.enter(of(1, 400))).isFalse();
        assertThat(room.enter(of(1, 100))).isTrue();
        assertThat(room.bytes()).isEqualTo(500);
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

    @Test
    void leavesRoomForOthersHoweverMuchSomeSend() {
        Room room = new Room(1_000, 1_000_000);
        fill(room, "H26.01");
        assertThat(room.messages()).isEqualTo(500);
        fill(room, "H26.13");
        fill(room, "H26.19");

        assertThat(room.enter(of("H26.01", 1, 10))).isFalse();
        assertThat(room.enter(of("H26.103", 20, 10)))
                .as("a ward, beside three that send all they can")
                .isTrue();
        assertThat(room.senders()).isEqualTo(4);
    }

    @Test
    void forgetsSendersOfWhichNothingIsThere() {
        Room room = new Room(1_000, 1_000_000);
        Submission one = of("H26.103", 1, 10);
        room.enter(one);
        room.leave(one);

        assertThat(room.senders()).isZero();
        assertThat(room.messages() + room.bytes()).isZero();
    }

    private static void fill(Room room, String sender) {
        while (room.enter(of(sender, 10, 10))) {
            // until it has its share
        }
    }
}
