package vn.gov.hanoi.hpasc.benchmark.load;

import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What one stretch of load came to.
 *
 * @param accepted messages rightly answered
 * @param complaints what was wrong with the others, the first few
 * @param wrong how many others
 * @param took from the first byte sent to the last answer
 * @param latency microseconds from sending to the answer
 */
public record LoadResult(long accepted, List<String> complaints, long wrong, Duration took, Histogram latency) {

    public double perSecond() {
        return accepted * 1e9 / took.toNanos();
    }
}
