package vn.gov.hanoi.hpasc.benchmark.baseline;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What can be turned at the baseline.
 *
 * @param sink where all messages go
 * @param journalBufferTimeoutNanos how long the journal gathers records for one sync of the disk
 */
@ConfigurationProperties("baseline")
record BaselineProperties(URI sink, int journalBufferTimeoutNanos) {}
