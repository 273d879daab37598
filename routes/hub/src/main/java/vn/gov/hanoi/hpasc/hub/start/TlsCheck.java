package vn.gov.hanoi.hpasc.hub.start;

import java.util.Optional;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerSslBundle;
import org.springframework.core.env.Environment;
import vn.gov.hanoi.hpasc.hub.configuration.Finding;

/** Whether the keys and certificates of {@code server.ssl} can be read and fit together. */
final class TlsCheck {

    private static final String PREFIX = "server.ssl";

    private TlsCheck() {}

    /** What is wrong with them; nothing where none are set, or a bundle of Spring's is named. */
    static Optional<Finding> finding(Environment environment) {
        try {
            Ssl ssl = Binder.get(environment).bind(PREFIX, Ssl.class).orElse(null);
            if (ssl != null && Ssl.isEnabled(ssl) && ssl.getBundle() == null) {
                WebServerSslBundle.get(ssl).createSslContext();
            }
            return Optional.empty();
        } catch (RuntimeException unusable) {
            Throwable root = unusable;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            return Optional.of(Finding.ofProperty(
                    PREFIX,
                    "its keys or certificates cannot be used: " + unusable.getMessage() + " (" + root.getMessage()
                            + ")"));
        }
    }
}
