package vn.gov.hanoi.hpasc.hub.delivery;

import java.time.Duration;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;

/**
 * Records the outcome of a call that was made, however long PostgreSQL takes to write again: while it is full or away the
 * outcome is kept and the consumer waits, because giving the message back to the broker would make the call again.
 */
final class Recorder {

    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);
    /** Some fifteen seconds. */
    private static final int MOST_UNEXPLAINED = 10;

    private final Settlements settlements;

    Recorder(Settlements settlements) {
        this.settlements = settlements;
    }

    /** @throws StoreAway when the hub stops before the outcome was recorded, or nothing can be recorded of this delivery */
    void record(Settlement settlement, CamelContext camel) throws StoreAway {
        Duration pause = FIRST;
        int unexplained = 0;
        while (true) {
            try {
                settlements.record(settlement);
                return;
            } catch (Unrecordable e) {
                givenUp(settlement, e);
                return;
            } catch (Unexplained e) {
                if (++unexplained == MOST_UNEXPLAINED) {
                    givenUp(settlement, e);
                    return;
                }
                if (camel.isStopping() || !slept(pause)) {
                    throw e;
                }
            } catch (StoreAway e) {
                if (camel.isStopping() || !slept(pause)) {
                    throw e;
                }
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
        }
    }

    /** A person sees it parked; where not even that can be written, it is tried again when its claim is over. */
    private void givenUp(Settlement settlement, StoreAway why) throws StoreAway {
        LOG.atError()
                .addKeyValue("event", "delivery.unrecordable")
                .addKeyValue("delivery", settlement.of().delivery().deliveryId())
                .addKeyValue("outcome", settlement.getClass().getSimpleName())
                .log(why.getMessage());
        if (!(settlement instanceof Settlement.Parked)) {
            try {
                settlements.record(new Settlement.Parked(
                        settlement.of(), ErrorCode.POISON, "its outcome could not be recorded", "hub"));
            } catch (Unrecordable e) {
                LOG.atError()
                        .addKeyValue("event", "delivery.unparkable")
                        .addKeyValue("delivery", settlement.of().delivery().deliveryId())
                        .log(e.getMessage());
            }
        }
    }

    private static boolean slept(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
