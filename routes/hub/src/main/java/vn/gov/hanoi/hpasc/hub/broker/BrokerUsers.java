package vn.gov.hanoi.hpasc.hub.broker;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.storage.PrivateFiles;

/**
 * The users of the broker, one file each: {@code <agency code>.properties} with {@code user} and {@code password}, readable
 * by the hub's own user only. A file that is added, changed or removed counts from the next login on.
 */
public final class BrokerUsers {

    /** The hub itself. */
    public static final String HUB = "hub";

    private static final String SUFFIX = ".properties";

    /** The user of a pair of brokers; never one who may log in as an agency or as the hub. */
    private static final String CLUSTER = "cluster";

    private static final int SECRET_BYTES = 24;

    private final Path folder;

    public BrokerUsers(Path folder) {
        this.folder = folder;
    }

    /**
     * A user and what proves it.
     *
     * @param user agency code, or {@link #HUB}
     * @param password in the clear, as the client must send it
     */
    public record Credentials(String user, String password) {

        /** Without the password. */
        @Override
        public String toString() {
            return "Credentials[" + user + "]";
        }
    }

    /** The credentials of {@code user}, made now if there are none yet. */
    public Credentials ensure(String user) {
        return find(user).orElseGet(() -> create(user));
    }

    /** The credentials of {@code user}; empty for whoever has no file, or no name that a file could have. */
    public Optional<Credentials> find(String user) {
        Path file = folder.resolve(user + SUFFIX);
        if (!isUser(user) || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Properties properties = read(file);
        String password = properties.getProperty("password", "");
        return user.equals(properties.getProperty("user")) && !password.isEmpty()
                ? Optional.of(new Credentials(user, password))
                : Optional.empty();
    }

    /** Whether {@code password} is that of {@code user}. */
    boolean verify(String user, String password) {
        return find(user)
                .map(known -> MessageDigest.isEqual(
                        known.password().getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8)))
                .orElse(false);
    }

    /** The agencies that have a user. */
    public List<AgencyCode> agencies() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .filter(BrokerUsers::isAgency)
                    .map(AgencyCode::new)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the broker users in " + folder, e);
        }
    }

    /** The credentials in {@code cluster.properties}, by which brokers of a pair know each other; empty without that file. */
    Optional<Credentials> cluster() {
        Path file = folder.resolve(CLUSTER + SUFFIX);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Properties properties = read(file);
        return Optional.of(new Credentials(properties.getProperty("user", ""), properties.getProperty("password", "")));
    }

    private static Properties read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the broker user " + file, e);
        }
        return properties;
    }

    /** A password that nobody can guess. */
    static String randomPassword() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    private Credentials create(String user) {
        String password = randomPassword();
        try {
            PrivateFiles.folder(folder);
            PrivateFiles.write(folder.resolve(user + SUFFIX), "user=" + user + "\npassword=" + password + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the broker user " + user + " into " + folder, e);
        }
        return new Credentials(user, password);
    }

    private static boolean isUser(String user) {
        return HUB.equals(user) || isAgency(user);
    }

    /** Only the notation that queue names use: another one must not be a second user of the same agency. */
    static boolean isAgency(String user) {
        try {
            return new AgencyCode(user).value().equals(user);
        } catch (IllegalArgumentException notACode) {
            return false;
        }
    }
}
