package vn.gov.hanoi.hpasc.hub.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.interfaces.ECPrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;

/** Makes tokens as an agency makes its own: for the sandbox and the command line, where the private key is at hand. */
public final class TokenIssuer {

    private final Clock clock;

    public TokenIssuer(Clock clock) {
        this.clock = clock;
    }

    /**
     * A token of {@code agency}, good from now.
     *
     * @param lifetime at most 24 hours
     */
    public String issue(AgencyCode agency, ECPrivateKey key, Duration lifetime) {
        if (lifetime.isNegative() || lifetime.isZero() || lifetime.compareTo(TokenVerifier.LONGEST) > 0) {
            throw new IllegalArgumentException("a token lives at most " + TokenVerifier.LONGEST.toHours() + " hours");
        }
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(agency.value())
                .audience(TokenVerifier.AUDIENCE)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .jwtID(UUID.randomUUID().toString())
                .build();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException wrongKey) {
            throw new IllegalArgumentException("the key of " + agency + " cannot sign ES256", wrongKey);
        }
        return token.serialize();
    }
}
