package vn.gov.hanoi.hpasc.hub.ledger;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Signs the root of one commit's receipts: one signature for all of them, since a signature for each would cost more than
 * everything else the hub does for a message.
 */
public final class ReceiptSigner {

    private static final String TYPE = "hpasc-receipt+jws";

    private final JWSHeader header;
    private final ECDSASigner signer;

    /** @throws IllegalArgumentException when {@code key} is not a private P-256 key */
    public ReceiptSigner(ECKey key) {
        try {
            this.signer = new ECDSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("the receipt key is not a private P-256 key", e);
        }
        this.header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType(TYPE))
                .keyID(key.getKeyID())
                .build();
    }

    /**
     * Compact JWS over root, size and time. {@code seal} is where the newest seal of the ledger will be named.
     *
     * @param signedAt UTC
     */
    public String sign(byte[] root, int size, Instant signedAt) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("root", HexFormat.of().formatHex(root));
        claims.put("size", size);
        claims.put("signedAt", signedAt.toString());
        claims.put("seal", null);
        JWSObject jws = new JWSObject(header, new Payload(claims));
        try {
            jws.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("the receipt key does not sign", e);
        }
        return jws.serialize();
    }
}
