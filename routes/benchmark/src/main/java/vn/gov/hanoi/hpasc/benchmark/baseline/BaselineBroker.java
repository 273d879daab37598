package vn.gov.hanoi.hpasc.benchmark.baseline;

import java.util.UUID;
import org.apache.activemq.artemis.core.config.Configuration;
import org.springframework.boot.autoconfigure.jms.artemis.ArtemisConfigurationCustomizer;
import org.springframework.stereotype.Component;

/** The broker inside the baseline: every message is synced to the disk before it counts, as at the hub. */
@Component
class BaselineBroker implements ArtemisConfigurationCustomizer {

    private final BaselineProperties baseline;

    BaselineBroker(BaselineProperties baseline) {
        this.baseline = baseline;
    }

    @Override
    public void customize(Configuration configuration) {
        configuration.setJournalSyncTransactional(true);
        configuration.setJournalSyncNonTransactional(true);
        configuration.setJournalBufferTimeout_NIO(baseline.journalBufferTimeoutNanos());
        configuration.setJournalBufferTimeout_AIO(baseline.journalBufferTimeoutNanos());
        configuration.setMessageCounterEnabled(false);
        // Nobody needs to know it, and the library's default is public.
        configuration.setClusterUser(UUID.randomUUID().toString());
        configuration.setClusterPassword(UUID.randomUUID().toString());
    }
}
