package vn.gov.hanoi.hpasc.hub.line;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder.aMessage;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HandoverTest {

    private final Handover handover = new Handover();
    private final UUID exchangeId = UUID.randomUUID();
    private final UUID deliveryId = UUID.randomUUID();
    private final Dispatch.Row row = new Dispatch.Row(exchangeId, 7, 3, 1, Failures.NONE, Instant.EPOCH);
    private final Handover.Content content = new Handover.Content(
            "H26.01-250908-0001",
            Instant.parse("2026-11-23T01:00:00Z"),
            "gap",
            aMessage().build(),
            2000);

    private Dispatch round(int round) {
        return new Dispatch("land-office", "H26.01", deliveryId, round, row);
    }

    private Dispatch named(int round) {
        return Dispatch.of("land-office", round(round).brokerText());
    }

    @Test
    void givesWhatWasCommittedHereToTheConsumerThatIsToldOfIt() {
        handover.accepted(exchangeId, content, 1);
        handover.departing(List.of(round(1)));

        Handover.Ready ready = handover.take(named(1));

        assertThat(ready).isNotNull();
        assertThat(ready.row()).isEqualTo(row);
        assertThat(ready.content()).isEqualTo(content);
    }

    @Test
    void givesARowOnceSoThatASecondCopyOfTheBrokerMessageIsLookedUp() {
        handover.accepted(exchangeId, content, 1);
        handover.departing(List.of(round(1)));
        handover.take(named(1));

        assertThat(handover.take(named(1))).isNull();
    }

    @Test
    void givesNothingForARoundThatIsStale() {
        handover.accepted(exchangeId, content, 1);
        handover.departing(List.of(round(2)));

        assertThat(handover.take(named(1))).isNull();
    }

    @Test
    void givesNothingWhereTheMessageWasAcceptedElsewhere() {
        handover.departing(List.of(round(1)));

        assertThat(handover.take(named(1))).isNull();
    }

    @Test
    void keepsAMessageUntilEachOfItsDeliveriesHasHadIt() {
        Dispatch other = new Dispatch("planning", "H26.01", UUID.randomUUID(), 1, row);
        handover.accepted(exchangeId, content, 2);
        handover.departing(List.of(round(1), other));

        assertThat(handover.take(named(1))).isNotNull();
        assertThat(handover.bytes()).isPositive();
        assertThat(handover.take(Dispatch.of("planning", other.brokerText()))).isNotNull();
        assertThat(handover.bytes()).isZero();
    }

    @Test
    void forgetsOldMessagesRatherThanGrow() {
        for (int i = 0; i < 200; i++) {
            handover.accepted(
                    UUID.randomUUID(),
                    new Handover.Content("H26.01-250908-0001", Instant.EPOCH, null, content.message(), 1_000_000),
                    1);
        }

        assertThat(handover.bytes()).isLessThanOrEqualTo(32L * 1024 * 1024);
    }
}
