package vn.gov.hanoi.hpasc.benchmark.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import vn.gov.hanoi.hpasc.benchmark.load.Journey;
import vn.gov.hanoi.hpasc.benchmark.load.LoadResult;

/**
 * One round of one scenario at one peer.
 *
 * @param load how accepting went
 * @param journey what became of the messages
 * @param drained from the first message sent until the sink had all
 * @param cpu processor time by process, until the sink had all
 */
record Round(
        Scenario scenario, String peer, LoadResult load, Journey journey, Duration drained, Map<String, Duration> cpu) {

    /** Messages a second, as the scenario counts them. */
    double perSecond() {
        return scenario == Scenario.S1 ? load.perSecond() : journey.arrivedCount() * 1e9 / drained.toNanos();
    }

    /** Microseconds, as the scenario counts them. */
    Histogram latency() {
        return scenario == Scenario.S1 ? load.latency() : journey.latency();
    }

    /** Microseconds of processor time for one message. */
    double cpuMicrosPerMessage(String process) {
        return cpu.getOrDefault(process, Duration.ZERO).toNanos() / 1000.0 / Math.max(1, journey.arrivedCount());
    }

    /** What was wrong with answers. */
    List<String> wrongAnswers() {
        return load.complaints();
    }
}
