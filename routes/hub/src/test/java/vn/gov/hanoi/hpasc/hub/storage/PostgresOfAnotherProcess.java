package vn.gov.hanoi.hpasc.hub.storage;

import java.nio.file.Path;

/** A hub process reduced to its PostgreSQL: says when it is up, then stays until it is killed. */
final class PostgresOfAnotherProcess {

    private PostgresOfAnotherProcess() {}

    public static void main(String[] arguments) throws Exception {
        PostgresServer server = new PostgresServer(Path.of(arguments[0]));
        server.ensureRunning();
        System.out.println("up");
        Thread.currentThread().join();
    }
}
