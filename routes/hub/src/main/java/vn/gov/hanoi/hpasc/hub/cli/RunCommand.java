package vn.gov.hanoi.hpasc.hub.cli;

import picocli.CommandLine.Command;

/** Stands in the list of commands for the hub itself; the application starts it, never this class. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        customSynopsis = "hub run [--<setting>=<value>...]",
        description = {
            "Starts the hub: its own PostgreSQL and broker, unless the settings name others.",
            "Settings are hub.*, and spring.*, server.*, logging.* and the like of Spring Boot."
        })
final class RunCommand implements Runnable {

    @Override
    public void run() {
        throw new IllegalStateException("the application runs the hub");
    }
}
