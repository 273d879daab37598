package vn.gov.hanoi.hpasc.connectors.payments.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An address a gateway gave us to send a payer's browser to. */
public final class PayAddress {

    private PayAddress() {}

    /** Empty when it is not a web address: a browser must not be sent anywhere else. */
    public static Optional<URI> of(@Nullable String text) {
        try {
            return Optional.of(new URI(text == null ? "" : text))
                    .filter(uri -> uri.getHost() != null)
                    .filter(uri -> "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }
}
