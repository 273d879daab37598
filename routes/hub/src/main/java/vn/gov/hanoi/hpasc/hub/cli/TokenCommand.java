package vn.gov.hanoi.hpasc.hub.cli;

import java.nio.file.Path;
import java.security.interfaces.ECPrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.identity.KeyFolder;
import vn.gov.hanoi.hpasc.hub.identity.TokenIssuer;

/** A token as an agency makes its own, wherever its private key is at hand. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Prints a token of an agency, signed with its private key <agency code>.key.pem.")
final class TokenCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private CommandSpec spec;

    @Mixin
    private final Place place = new Place();

    @Parameters(paramLabel = "<agency code>", description = "in either notation, as H26.13 or 000.00.13.H26")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private AgencyCode agency;

    @Option(
            names = "--keys-dir",
            paramLabel = "<folder>",
            description = "folder of <agency code>.key.pem and <agency code>.pub.pem (keys in the data folder)")
    private @Nullable Path keysDir;

    @Option(names = "--hours", defaultValue = "12", description = "how long it is valid, at most 24 (${DEFAULT-VALUE})")
    private int hours;

    @Override
    public Integer call() {
        Path given = keysDir;
        KeyFolder keys = new KeyFolder(given == null ? place.dataDir().resolve("keys") : given, false);
        ECPrivateKey key = (ECPrivateKey) keys.pair(agency.value()).getPrivate();
        spec.commandLine()
                .getOut()
                .println(new TokenIssuer(Clock.systemUTC()).issue(agency, key, Duration.ofHours(hours)));
        return 0;
    }
}
