package vn.gov.hanoi.hpasc.hub.cli;

import ch.qos.logback.classic.Level;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;

/** The command line of the hub, but for {@code run}, which is the application itself. */
@Command(
        name = "hub",
        mixinStandardHelpOptions = true,
        version = HubCommand.VERSION,
        description = "Carries messages about dossiers between HPASC and the agencies that decide them.",
        footer = {
            "",
            "Without a command, and with settings only, hub runs: hub --hub.data-dir=/var/lib/hpasc",
            "All settings are in the README under Configuration."
        },
        subcommands = {
            RunCommand.class,
            BrokerCommand.class,
            TokenCommand.class,
            SendCommand.class,
            ReceiveCommand.class,
            SettleCommand.class,
            ResendCommand.class,
            UnreadableCommand.class,
            VersionCommand.class,
            CommandLine.HelpCommand.class
        })
public final class HubCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private CommandSpec spec;

    static final String VERSION = "HPASC Integration Hub 0.1.0-SNAPSHOT";

    private static final Set<String> ABOUT = Set.of("--help", "-h", "--version", "-V");

    /** Whether {@code arguments} ask for a command, or for help, and not for the running hub. */
    public static boolean isMeant(String[] arguments) {
        return arguments.length > 0
                && (!"run".equals(arguments[0]) && !arguments[0].startsWith("--")
                        || Arrays.stream(arguments).anyMatch(ABOUT::contains));
    }

    /** Runs a command; gives what the process should exit with. */
    public static int execute(String... arguments) {
        return execute(new PrintWriter(System.out, true), new PrintWriter(System.err, true), arguments);
    }

    static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(Level.WARN);
        }
        return new CommandLine(new HubCommand())
                .registerConverter(AgencyCode.class, HubCommand::agency)
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(command.getCommandName() + ": " + failure.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments.length > 0 && arguments[0].startsWith("--") ? about(arguments) : arguments);
    }

    /** Settings before a question about the hub are no answer to it. */
    private static String[] about(String[] arguments) {
        return Arrays.stream(arguments).filter(ABOUT::contains).toArray(String[]::new);
    }

    private static AgencyCode agency(String text) {
        try {
            return new AgencyCode(text);
        } catch (IllegalArgumentException notACode) {
            throw new CommandLine.TypeConversionException(notACode.getMessage());
        }
    }

    /** {@code hub} alone as a command never comes here; {@link #isMeant} sends it to the application. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
