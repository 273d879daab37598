package vn.gov.hanoi.hpasc.hub.proof;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.hub.identity.KeyFolder;

/** What a caller can show at an agency's address, right in all but one respect. */
enum Credential {
    NONE("HUB-200"),
    GARBAGE("HUB-200"),
    EXPIRED("HUB-201"),
    NOT_YET_VALID("HUB-201"),
    WRONG_AUDIENCE("HUB-200"),
    SIGNED_BY_ANOTHER_AGENCY("HUB-200"),
    UNKNOWN_AGENCY("HUB-202"),
    /** In order, of an agency that has to do with what is asked for, and is granted it. */
    RIGHT(""),
    /** In order, of an agency that has no relation to the dossier. */
    OTHER_AGENCY(""),
    /** In order, of an agency that is not granted what it asks for. */
    WITHOUT_GRANT("");

    private final String refused;

    Credential(String refused) {
        this.refused = refused;
    }

    /** The code with which it is refused whatever is asked for; empty when it is in order. */
    String refused() {
        return refused;
    }

    /** The value of the header {@code Authorization}; null for none. */
    @Nullable
    String header(Bench bench, String agency) {
        Instant now = bench.clock().instant();
        Duration life = Duration.ofHours(1);
        return switch (this) {
            case NONE -> null;
            case GARBAGE -> "Bearer not.a.token";
            case EXPIRED -> token(bench, agency, agency, "hub", now.minus(Duration.ofHours(2)), life);
            case NOT_YET_VALID -> token(bench, agency, agency, "hub", now.plus(Duration.ofHours(2)), life);
            case WRONG_AUDIENCE -> token(bench, agency, agency, "another-hub", now, life);
            case SIGNED_BY_ANOTHER_AGENCY ->
                token(bench, agency, agency.equals("H26.20") ? "H26.19" : "H26.20", "hub", now, life);
            case UNKNOWN_AGENCY -> token(bench, "H26.99", agency, "hub", now, life);
            case RIGHT, OTHER_AGENCY, WITHOUT_GRANT -> token(bench, agency, agency, "hub", now, life);
        };
    }

    private static String token(
            Bench bench, String issuer, String signer, String audience, Instant issued, Duration life) {
        SignedJWT token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.ES256),
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .audience(audience)
                        .issueTime(Date.from(issued))
                        .expirationTime(Date.from(issued.plus(life)))
                        .build());
        try {
            token.sign(new ECDSASigner((ECPrivateKey)
                    bench.hub().bean(KeyFolder.class).pair(signer).getPrivate()));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
        return "Bearer " + token.serialize();
    }
}
