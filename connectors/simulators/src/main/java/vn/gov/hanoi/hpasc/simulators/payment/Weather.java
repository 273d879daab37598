package vn.gov.hanoi.hpasc.simulators.payment;

import java.time.Duration;
import java.util.Random;

/**
 * How callbacks fare in general, drawn anew for each, the same for the same seed.
 *
 * @param seed where the draw begins
 * @param lost percent that never arrive
 * @param doubled percent of the others that arrive two or three times
 * @param late percent of the others that arrive after later ones
 */
public record Weather(long seed, int lost, int doubled, int late) {

    /** The treatment of the {@code count}-th callback of an order. */
    Treatment of(String reference, int count) {
        Random draw = new Random(seed * 31 + reference.hashCode() * 17L + count);
        draw.nextInt();
        boolean isLost = draw.nextInt(100) < lost;
        int copies = draw.nextInt(100) < doubled ? 2 + draw.nextInt(2) : 1;
        Duration delay = draw.nextInt(100) < late ? Duration.ofSeconds(5 + draw.nextInt(60)) : Duration.ZERO;
        return new Treatment(isLost, delay, copies, false, null, null, false);
    }
}
