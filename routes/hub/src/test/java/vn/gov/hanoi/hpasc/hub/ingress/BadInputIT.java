package vn.gov.hanoi.hpasc.hub.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.ConnectionFactory;
import java.net.URI;
import java.security.KeyPair;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import vn.gov.hanoi.hpasc.hub.identity.KeyFolder;

class BadInputIT extends BadInputContract {

    private IngressStack hub = IngressStack.fresh();

    @BeforeEach
    void fresh() {
        hub = IngressStack.fresh();
    }

    @Override
    protected URI address(String path) {
        return hub.address(path);
    }

    @Override
    protected String token(String agency) {
        return hub.token(agency);
    }

    @Override
    protected ConnectionFactory broker(String agency) {
        return hub.bean(TestBroker.class).core(agency);
    }

    @Override
    protected KeyPair keys(String agency) {
        return hub.bean(KeyFolder.class).pair(agency);
    }

    @Override
    protected Instant now() {
        return IngressStack.NOW;
    }

    @Override
    protected void assertNothingTaken() {
        assertThat(hub.acceptance().reached()).isEmpty();
    }
}
