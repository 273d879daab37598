package vn.gov.hanoi.hpasc.hub.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * The owner of the tables in an external PostgreSQL. Where it is not told, Spring's own {@code spring.flyway.user} and
 * {@code spring.flyway.password} are; where those are not either, the hub migrates nothing and waits until somebody did.
 *
 * @param username name of the role
 * @param password of the role
 * @param passwordFile holds the password, where it shall not stand in the configuration
 */
@ConfigurationProperties("hub.database.owner")
record DatabaseOwnerProperties(
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @Nullable Path passwordFile) {

    DatabaseOwner owner(Environment environment) {
        String user = username.isBlank() ? environment.getProperty("spring.flyway.user", "") : username;
        if (user.isBlank()) {
            return new DatabaseOwner(Optional.empty());
        }
        String secret = password.isEmpty() ? environment.getProperty("spring.flyway.password", "") : password;
        return new DatabaseOwner(
                Optional.of(new DatabaseLogin(user, passwordFile == null ? secret : of(passwordFile))));
    }

    private static String of(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CannotStart(
                    "The password of the database's owner cannot be read from " + file + ".",
                    "Put it there, readable for the hub, or correct hub.database.owner.password-file.");
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "DatabaseOwnerProperties[" + username + ", " + passwordFile + "]";
    }
}
