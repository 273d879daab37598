package vn.gov.hanoi.hpasc.hub.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.broker.BrokerUsers;

/** Options that say where a hub's files and its broker are. */
final class Place {

    @Option(
            names = "--data-dir",
            paramLabel = "<folder>",
            defaultValue = "${env:HUB_DATADIR:-target/sandbox}",
            description = "the hub's data folder (${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path dataDir;

    @Option(
            names = "--users-dir",
            paramLabel = "<folder>",
            description = "folder of the broker's users (brokers in the data folder)")
    private @Nullable Path usersDir;

    Path dataDir() {
        return dataDir;
    }

    BrokerUsers users() {
        Path given = usersDir;
        return new BrokerUsers(given == null ? dataDir.resolve("brokers") : given);
    }

    BrokerUsers.Credentials credentials(AgencyCode agency) {
        return users().find(agency.value())
                .orElseThrow(() -> new IllegalArgumentException("agency " + agency + " has no broker user; expected "
                        + agency + ".properties with user and password in the users' folder"));
    }
}
