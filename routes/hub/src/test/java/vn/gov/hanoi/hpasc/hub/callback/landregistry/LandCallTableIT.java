package vn.gov.hanoi.hpasc.hub.callback.landregistry;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.landregistry.LinkedFiles;
import vn.gov.hanoi.hpasc.hub.landregistry.LinkedFiles.Announced;
import vn.gov.hanoi.hpasc.hub.storage.SharedPostgres;

/** One call that reaches two nodes before either has had a message of it accepted. */
class LandCallTableIT {

    private static final Announced NOTHING = new Announced("/agencies/H26.13", "land:1", "SBN-1", List.of(), false);

    @Test
    void becomesWhatTheFirstNodeMadeOfItUntilTheHubSaysNoToThat() {
        String url = SharedPostgres.migrated();
        try (HikariDataSource first = SharedPostgres.pool(url);
                HikariDataSource second = SharedPostgres.pool(url)) {
            LandCallTable one = table(first);
            LandCallTable other = table(second);

            assertThat(announced(one, "came at 10:00")).containsExactly("came at 10:00");
            assertThat(announced(other, "came at 10:01")).containsExactly("came at 10:00");

            one.refused("call");
            assertThat(announced(other, "came at 10:02")).containsExactly("came at 10:02");
            assertThat(announced(one, "came at 10:03")).containsExactly("came at 10:02");
        }
    }

    private static List<String> announced(LandCallTable table, String message) {
        return table.announce(
                "call", LandOperation.CHUYEN_HO_SO, List.of(message.getBytes(StandardCharsets.UTF_8)), NOTHING);
    }

    @SuppressWarnings("DataFlowIssue") // neither settings nor the store's state matter here
    private static LandCallTable table(HikariDataSource pool) {
        Transactions transactions = new Transactions(pool);
        return new LandCallTable(transactions, new LinkedFiles(transactions), null, null, Clock.systemUTC());
    }
}
