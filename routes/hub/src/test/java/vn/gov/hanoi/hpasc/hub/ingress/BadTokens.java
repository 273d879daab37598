package vn.gov.hanoi.hpasc.hub.ingress;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;

/** Tokens that look like HPASC core's and are not good. */
final class BadTokens {

    private static final JWSHeader ES256 = new JWSHeader(JWSAlgorithm.ES256);

    private final Map<String, Bad> all = new LinkedHashMap<>();
    private final Function<String, KeyPair> keys;
    private final Instant now;

    /**
     * One of them.
     *
     * @param code what it is answered with
     */
    record Bad(String token, ErrorCode code) {}

    private BadTokens(Function<String, KeyPair> keys, Instant now) {
        this.keys = keys;
        this.now = now;
    }

    static Map<String, Bad> all(Function<String, KeyPair> keys, Instant now) throws JOSEException {
        BadTokens bad = new BadTokens(keys, now);
        bad.wrongClaims();
        bad.wrongSignatures();
        return bad.all;
    }

    private JWTClaimsSet.Builder good() {
        return new JWTClaimsSet.Builder()
                .issuer(IngressStack.CORE)
                .audience("hub")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofHours(1))));
    }

    private Date in(Duration time) {
        return Date.from(now.plus(time));
    }

    private void claims(String name, ErrorCode code, UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        JWSSigner signer =
                new ECDSASigner((ECPrivateKey) keys.apply(IngressStack.CORE).getPrivate());
        add(name, code, ES256, signer, change.apply(good()).build());
    }

    private void add(String name, ErrorCode code, JWSHeader header, JWSSigner signer, JWTClaimsSet claims)
            throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        all.put(name, new Bad(token.serialize(), code));
    }

    private void wrongClaims() throws JOSEException {
        claims(
                "expired two minutes ago",
                ErrorCode.TOKEN_EXPIRED,
                token -> token.issueTime(in(Duration.ofHours(-1))).expirationTime(in(Duration.ofMinutes(-2))));
        claims("issued in the future", ErrorCode.TOKEN_EXPIRED, token -> token.issueTime(in(Duration.ofMinutes(2))));
        claims("not valid yet", ErrorCode.TOKEN_EXPIRED, token -> token.notBeforeTime(in(Duration.ofMinutes(2))));
        claims("no end", ErrorCode.UNAUTHENTICATED, token -> token.expirationTime(null));
        claims("no beginning", ErrorCode.UNAUTHENTICATED, token -> token.issueTime(null));
        claims("two days long", ErrorCode.UNAUTHENTICATED, token -> token.expirationTime(in(Duration.ofDays(2))));
        claims("for another audience", ErrorCode.UNAUTHENTICATED, token -> token.audience("portal"));
        claims("for no audience", ErrorCode.UNAUTHENTICATED, token -> token.audience((String) null));
        claims("of nobody", ErrorCode.UNAUTHENTICATED, token -> token.issuer(null));
        claims("of no code", ErrorCode.UNAUTHENTICATED, token -> token.issuer("HPASC"));
        claims("of an unknown agency", ErrorCode.UNKNOWN_AGENCY, token -> token.issuer("H99"));
        claims("of the agency above", ErrorCode.UNKNOWN_AGENCY, token -> token.issuer("H26"));
        claims("of another agency, signed by core", ErrorCode.UNAUTHENTICATED, token -> token.issuer("H26.13"));
    }

    private void wrongSignatures() throws JOSEException {
        add(
                "signed by another agency",
                ErrorCode.UNAUTHENTICATED,
                ES256,
                new ECDSASigner((ECPrivateKey) keys.apply(IngressStack.LAND).getPrivate()),
                good().build());
        add(
                "signed with the public key as a secret",
                ErrorCode.UNAUTHENTICATED,
                new JWSHeader(JWSAlgorithm.HS256),
                new MACSigner(keys.apply(IngressStack.CORE).getPublic().getEncoded()),
                good().build());
        all.put("not signed", new Bad(new PlainJWT(good().build()).serialize(), ErrorCode.UNAUTHENTICATED));
        SignedJWT token = new SignedJWT(ES256, good().build());
        token.sign(new ECDSASigner((ECPrivateKey) keys.apply(IngressStack.CORE).getPrivate()));
        String[] parts = token.serialize().split("\\.");
        all.put("without its signature", new Bad(parts[0] + "." + parts[1] + ".", ErrorCode.UNAUTHENTICATED));
        String other = good().issuer(IngressStack.LAND)
                .build()
                .toPayload()
                .toBase64URL()
                .toString();
        all.put("changed", new Bad(parts[0] + "." + other + "." + parts[2], ErrorCode.UNAUTHENTICATED));
    }
}
