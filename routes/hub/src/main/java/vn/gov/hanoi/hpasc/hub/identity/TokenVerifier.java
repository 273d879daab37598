package vn.gov.hanoi.hpasc.hub.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;

/**
 * Checks a token to the letter: ES256 and nothing else, {@code iss} any code of a known agency, signed with one of that
 * agency's keys, {@code aud} with {@value #AUDIENCE} in it, {@code iat} and {@code exp} there and at most
 * {@link #LONGEST} apart, {@code nbf} honoured. A {@code kid} is a hint nobody needs: an agency has a handful of keys,
 * and each is tried.
 *
 * <p>The signature comes before the claims, so that nobody without a key learns anything about them.
 */
final class TokenVerifier {

    static final String AUDIENCE = "hub";
    static final Duration LEEWAY = Duration.ofSeconds(60);
    static final Duration LONGEST = Duration.ofHours(24);
    static final int MOST_CHARACTERS = 4096;

    /**
     * A token that is in order.
     *
     * @param agency who signed it
     * @param until when it stops being good, leeway included
     */
    record Verified(Agency agency, Instant until) {}

    private final Agencies agencies;
    private final Clock clock;

    TokenVerifier(Agencies agencies, Clock clock) {
        this.agencies = agencies;
        this.clock = clock;
    }

    /** @throws Unauthenticated saying what is wrong with {@code token} */
    Verified verify(String token) throws Unauthenticated {
        if (token.length() > MOST_CHARACTERS) {
            throw refused("the token is longer than " + MOST_CHARACTERS + " characters");
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            if (!JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm())) {
                throw refused("the token is not signed with ES256");
            }
            return verified(jwt, code(jwt.getJWTClaimsSet().getIssuer()));
        } catch (ParseException | JOSEException | IllegalArgumentException unreadable) {
            throw refused("the token is not a signed JWT");
        }
    }

    private Verified verified(SignedJWT jwt, AgencyCode issuer) throws Unauthenticated, ParseException, JOSEException {
        try {
            Agency agency = agencies.byCode(issuer)
                    .orElseThrow(() -> new Unauthenticated(ErrorCode.UNKNOWN_AGENCY, "iss is no agency of this hub"));
            if (!signed(jwt, agency)) {
                throw refused("the signature is not by a key of the agency");
            }
            return new Verified(agency, checked(jwt.getJWTClaimsSet()));
        } catch (Unauthenticated stranger) {
            throw stranger.claiming(issuer);
        }
    }

    private static AgencyCode code(@Nullable String issuer) throws Unauthenticated {
        if (issuer == null) {
            throw refused("the token has no iss");
        }
        try {
            return new AgencyCode(issuer);
        } catch (IllegalArgumentException notACode) {
            throw refused("iss is not an agency code");
        }
    }

    private static boolean signed(SignedJWT jwt, Agency agency) throws JOSEException {
        for (ECPublicKey key : agency.publicKeys()) {
            if (jwt.verify(new ECDSAVerifier(key))) {
                return true;
            }
        }
        return false;
    }

    private Instant checked(JWTClaimsSet claims) throws Unauthenticated {
        if (!claims.getAudience().contains(AUDIENCE)) {
            throw refused("aud is not " + AUDIENCE);
        }
        Instant issued = required(claims.getIssueTime(), "iat");
        Instant expires = required(claims.getExpirationTime(), "exp");
        if (Duration.between(issued, expires).compareTo(LONGEST) > 0) {
            throw refused("the token is meant to live longer than " + LONGEST.toHours() + " hours");
        }
        Instant now = clock.instant();
        Instant until = expires.plus(LEEWAY);
        if (!now.isBefore(until)) {
            throw new Unauthenticated(ErrorCode.TOKEN_EXPIRED, "the token has expired");
        }
        Date notBefore = claims.getNotBeforeTime();
        Instant from = notBefore == null || notBefore.toInstant().isBefore(issued) ? issued : notBefore.toInstant();
        if (from.isAfter(now.plus(LEEWAY))) {
            throw new Unauthenticated(ErrorCode.TOKEN_EXPIRED, "the token is not valid yet");
        }
        return until;
    }

    private static Instant required(@Nullable Date date, String claim) throws Unauthenticated {
        if (date == null) {
            throw refused("the token has no " + claim);
        }
        return date.toInstant();
    }

    private static Unauthenticated refused(String reason) {
        return new Unauthenticated(ErrorCode.UNAUTHENTICATED, reason);
    }
}
