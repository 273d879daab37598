package vn.gov.hanoi.hpasc.hub.ledger;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.gov.hanoi.hpasc.hub.identity.KeyFolder;

/** What the ledger package offers. */
@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

    private static final String OWNER = "hub";

    /** Signs with the key {@code hub} of the key folder; its id is the RFC 7638 thumbprint of the public key. */
    @Bean
    ReceiptSigner receiptSigner(KeyFolder keys) throws JOSEException {
        KeyPair pair = keys.pair(OWNER);
        return new ReceiptSigner(new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic())
                .privateKey(pair.getPrivate())
                .keyIDFromThumbprint()
                .build());
    }
}
