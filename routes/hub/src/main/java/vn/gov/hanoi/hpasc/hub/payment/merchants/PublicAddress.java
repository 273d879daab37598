package vn.gov.hanoi.hpasc.hub.payment.merchants;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/** Where gateways reach the hub: as configured, else, for the sandbox and tests, at its own port. */
final class PublicAddress implements ApplicationListener<WebServerInitializedEvent> {

    private final @Nullable URI configured;
    private volatile @Nullable URI own;

    PublicAddress(@Nullable URI configured) {
        this.configured = configured;
    }

    /** Null until the server listens. */
    @Nullable
    URI base() {
        return configured == null ? own : configured;
    }

    @Override
    public void onApplicationEvent(WebServerInitializedEvent listening) {
        if (listening.getApplicationContext().getServerNamespace() == null) {
            own = URI.create("http://127.0.0.1:" + listening.getWebServer().getPort());
        }
    }
}
