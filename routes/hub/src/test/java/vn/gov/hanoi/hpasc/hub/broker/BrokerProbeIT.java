package vn.gov.hanoi.hpasc.hub.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** A broker as somebody may have set it up who only wanted it to work. */
class BrokerProbeIT {

    private static final BrokerUsers.Credentials HUB = new BrokerUsers.Credentials("hub", "secret");
    private static final BrokerUsers.Credentials AGENCY = new BrokerUsers.Credentials("H26.13", "secret");

    @TempDir
    Path folder;

    @Test
    void findsWhatIsWrongWithAnOpenBrokerAndLeavesNothingBehind() throws Exception {
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
        broker.setConfiguration(new ConfigurationImpl()
                .setSecurityEnabled(false)
                .setPersistenceEnabled(false)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .addAcceptorConfiguration("open", "tcp://127.0.0.1:0"));
        broker.start();
        try {
            int port = ((NettyAcceptor)
                            broker.getActiveMQServer().getRemotingService().getAcceptor("open"))
                    .getActualPort();
            Set<SimpleString> before = Set.copyOf(addresses(broker));

            assertThat(new BrokerProbe("tcp://127.0.0.1:" + port, HUB, Optional.of(AGENCY), DataSize.ofMegabytes(1))
                            .findings())
                    .anyMatch(finding -> finding.contains("anybody without a name in"))
                    .anyMatch(finding -> finding.contains("CLUSTER.ADMIN.USER in"))
                    .anyMatch(finding -> finding.contains("the user probe-"))
                    .anyMatch(finding -> finding.contains("must become durable and never expire"))
                    .anyMatch(finding -> finding.contains("may read a queue of others"))
                    .anyMatch(finding -> finding.contains("may send to a queue of others"))
                    .anyMatch(finding -> finding.contains("may create a queue"))
                    .anyMatch(finding -> finding.contains("takes a message of"));
            assertThat(addresses(broker))
                    .allMatch(address ->
                            before.contains(address) || !address.toString().contains("probe"));
        } finally {
            broker.stop();
        }
        assertThatThrownBy(() -> new BrokerProbe("tcp://127.0.0.1:1", HUB, Optional.of(AGENCY), DataSize.ofMegabytes(1))
                        .findings())
                .isInstanceOf(Exception.class);
    }

    private static Set<SimpleString> addresses(EmbeddedActiveMQ broker) {
        return broker.getActiveMQServer().getPostOffice().getAddresses();
    }
}
