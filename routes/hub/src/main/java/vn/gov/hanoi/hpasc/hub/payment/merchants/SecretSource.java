package vn.gov.hanoi.hpasc.hub.payment.merchants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Secret;
import vn.gov.hanoi.hpasc.hub.storage.PrivateFiles;

/** Where secrets stand: in environment variables, or in files that only the hub may read. */
final class SecretSource {

    private static final int BYTES = 16;

    private final Path folder;
    private final boolean makesMissing;
    private final UnaryOperator<@Nullable String> environment;

    /**
     * Reads secrets.
     *
     * @param folder that file names are relative to
     * @param makesMissing whether a file in it that is not there is made: in the sandbox, never in production
     * @param environment gives the value of a variable; null when it is not set
     */
    SecretSource(Path folder, boolean makesMissing, UnaryOperator<@Nullable String> environment) {
        this.folder = folder;
        this.makesMissing = makesMissing;
        this.environment = environment;
    }

    /** @throws IllegalArgumentException when there is none; the message never shows it */
    Secret read(String reference) {
        return reference.startsWith("env:")
                ? ofVariable(reference.substring("env:".length()))
                : ofFile(reference.substring("file:".length()));
    }

    private Secret ofVariable(String name) {
        String value = environment.apply(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("the environment variable " + name + " is not set");
        }
        return new Secret(value.strip());
    }

    private Secret ofFile(String name) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file) && makesMissing && file.startsWith(folder)) {
                byte[] random = new byte[BYTES];
                new SecureRandom().nextBytes(random);
                PrivateFiles.folder(Objects.requireNonNull(file.toAbsolutePath().getParent()));
                PrivateFiles.write(file, HexFormat.of().formatHex(random));
            }
            if (!Files.isRegularFile(file)) {
                throw new IllegalArgumentException("no file " + file);
            }
            String value = Files.readString(file).strip();
            if (value.isEmpty()) {
                throw new IllegalArgumentException("the file " + file + " is empty");
            }
            return new Secret(value);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the file " + file + " cannot be read", unreadable);
        }
    }
}
