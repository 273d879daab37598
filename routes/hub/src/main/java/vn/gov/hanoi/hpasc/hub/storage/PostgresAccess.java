package vn.gov.hanoi.hpasc.hub.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How to reach the server of one folder: always at the same port, with passwords that only this folder knows.
 *
 * @param port on loopback
 * @param bootstrap the superuser that initdb makes: it prepares roles and database, and nothing else uses it
 * @param passwordFile where its password lies, for initdb
 * @param owner owns the database and its tables
 * @param application writes and reads the tables as the hub does, and changes none of them
 */
record PostgresAccess(
        int port, DatabaseLogin bootstrap, Path passwordFile, DatabaseLogin owner, DatabaseLogin application) {

    static final String DATABASE = "hub";
    /** The name that the only role had in folders of an earlier version, where it cannot be taken away from it. */
    private static final String BOOTSTRAP = "hub";

    static PostgresAccess in(Path folder, Optional<Postmaster> running) {
        try {
            PrivateFiles.folder(folder);
            Path passwordFile = folder.resolve("password");
            int port = running.isPresent() ? running.get().port() : port(folder.resolve("port"));
            return new PostgresAccess(
                    port,
                    new DatabaseLogin(BOOTSTRAP, PrivateFiles.secret(passwordFile)),
                    passwordFile,
                    new DatabaseLogin("hub_owner", PrivateFiles.secret(folder.resolve("owner.password"))),
                    new DatabaseLogin("hub_application", PrivateFiles.secret(folder.resolve("application.password"))));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare the PostgreSQL folder " + folder, e);
        }
    }

    /** The port this folder always had, unless another program has taken it since. */
    private static int port(Path file) throws IOException {
        if (Files.exists(file)) {
            int port = Integer.parseInt(Files.readString(file).strip());
            if (free(port)) {
                return port;
            }
        }
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PrivateFiles.write(file, Integer.toString(any.getLocalPort()));
            return any.getLocalPort();
        }
    }

    private static boolean free(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Without the passwords. */
    @Override
    public String toString() {
        return "PostgresAccess[" + url(DATABASE) + "]";
    }
}
