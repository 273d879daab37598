package vn.gov.hanoi.hpasc.hub.sandbox;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import vn.gov.hanoi.hpasc.hub.broker.BrokerUsers;
import vn.gov.hanoi.hpasc.hub.broker.HubBroker;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.KeyFolder;
import vn.gov.hanoi.hpasc.hub.identity.TokenIssuer;
import vn.gov.hanoi.hpasc.hub.operations.web.AdminPort;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Merchants;
import vn.gov.hanoi.hpasc.hub.storage.DataFolder;

/** Brings the sandbox up when everything else is. */
@Configuration(proxyBeanMethods = false)
@Profile("sandbox")
class SandboxConfiguration {

    @Bean
    SandboxStart sandboxStart(
            SandboxProperties properties,
            Agencies agencies,
            KeyFolder keys,
            TokenIssuer issuer,
            BrokerUsers users,
            Merchants merchants,
            Clock clock) {
        return new SandboxStart(properties, agencies, new Sandbox.Credentials(keys, issuer, users), merchants, clock);
    }

    /** Waits for the ports to be known. */
    static final class SandboxStart implements DisposableBean {

        private final SandboxProperties properties;
        private final Agencies agencies;
        private final Sandbox.Credentials credentials;
        private final Merchants merchants;
        private final Clock clock;
        private @Nullable Sandbox sandbox;

        SandboxStart(
                SandboxProperties properties,
                Agencies agencies,
                Sandbox.Credentials credentials,
                Merchants merchants,
                Clock clock) {
            this.properties = properties;
            this.agencies = agencies;
            this.credentials = credentials;
            this.merchants = merchants;
            this.clock = clock;
        }

        @EventListener
        void start(ApplicationReadyEvent ready) throws IOException {
            if (!(ready.getApplicationContext() instanceof ServletWebServerApplicationContext web)) {
                return;
            }
            ObjectProvider<HubBroker> broker = web.getBeanProvider(HubBroker.class);
            HubBroker own = broker.getIfAvailable();
            Sandbox.Addresses addresses = new Sandbox.Addresses(
                    web.getBean(DataFolder.class).root(),
                    URI.create("http://127.0.0.1:" + web.getWebServer().getPort()),
                    URI.create(
                            "http://127.0.0.1:" + web.getBean(AdminPort.class).port()),
                    own == null
                            ? URI.create("amqp://" + web.getEnvironment().getProperty("hub.broker.host", "127.0.0.1")
                                    + ":" + web.getEnvironment().getProperty("hub.broker.port", "61616"))
                            : URI.create("amqp://127.0.0.1:" + own.port()));
            Sandbox started = new Sandbox(properties, agencies, credentials, addresses, merchants, clock);
            sandbox = started;
            Duration startedIn = ready.getTimeTaken();
            started.start(startedIn == null ? Duration.ZERO : startedIn);
        }

        @Override
        public void destroy() {
            if (sandbox != null) {
                sandbox.close();
            }
        }
    }
}
