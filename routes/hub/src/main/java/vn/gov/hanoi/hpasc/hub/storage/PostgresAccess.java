package vn.gov.hanoi.hpasc.hub.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * How to reach the server of one folder: always at the same port, with a password that only this folder knows.
 *
 * @param port on loopback
 * @param password of {@link #user()}
 * @param passwordFile where the password lies, for initdb
 */
record PostgresAccess(int port, String password, Path passwordFile) {

    static PostgresAccess in(Path folder, Optional<Postmaster> running) {
        try {
            PrivateFiles.folder(folder);
            Path passwordFile = folder.resolve("password");
            if (!Files.exists(passwordFile)) {
                byte[] secret = new byte[24];
                new SecureRandom().nextBytes(secret);
                PrivateFiles.write(passwordFile, HexFormat.of().formatHex(secret));
            }
            String password = Files.readString(passwordFile).strip();
            int port = running.isPresent() ? running.get().port() : port(folder.resolve("port"));
            return new PostgresAccess(port, password, passwordFile);
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

    String user() {
        return "hub";
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "PostgresAccess[" + url("hub") + "]";
    }
}
