package vn.gov.hanoi.hpasc.hub.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.apache.activemq.artemis.core.security.CheckType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerSecurityTest {

    @Test
    void anAgencySendsToItsOwnQueueAndReadsItsOwnTwo() {
        assertThat(allowed("H26.13", "hpasc.in.H26.13")).containsExactly(CheckType.SEND);
        assertThat(allowed("H26.13", "hpasc.out.H26.13")).containsExactly(CheckType.CONSUME);
        assertThat(allowed("H26.13", "hpasc.receipts.H26.13")).containsExactly(CheckType.CONSUME);
        assertThat(allowed("H26.13", "hpasc.out.H26.13::hpasc.out.H26.13")).containsExactly(CheckType.CONSUME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hpasc.in.H26.103",
                "hpasc.in.H2",
                "hpasc.in.#",
                "hpasc.in.*",
                "hpasc.in",
                "hpasc.out.H26.103",
                "hpasc.receipts.H26.103",
                "hpasc.out.H26::hpasc.out.H26.103",
                "hpasc.out.H26.103::hpasc.out.H26",
                "hub.delivery.land-registry",
                "hpasc.rejected",
                "activemq.management",
                "#",
                ""
            })
    void anAgencyMayDoNothingAtAnyOtherAddress(String address) {
        assertThat(allowed("H26", address)).isEmpty();
    }

    @Test
    void theHubMayDoEverythingAndWhoIsNeitherNothing() {
        assertThat(allowed("hub", "hpasc.in.H26.13")).isEqualTo(EnumSet.allOf(CheckType.class));
        assertThat(allowed("nobody", "hpasc.in.nobody")).isEmpty();
        assertThat(allowed("000.00.13.H26", "hpasc.in.H26.13")).isEmpty();
        assertThat(allowed("../hub", "hpasc.in.../hub")).isEmpty();
    }

    private static Set<CheckType> allowed(String user, String address) {
        EnumSet<CheckType> allowed = EnumSet.allOf(CheckType.class);
        allowed.removeIf(check -> !BrokerSecurity.allows(user, check, address));
        return allowed;
    }
}
