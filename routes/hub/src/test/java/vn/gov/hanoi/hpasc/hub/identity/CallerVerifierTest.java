package vn.gov.hanoi.hpasc.hub.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.hanoi.hpasc.connectors.spi.Destination;
import vn.gov.hanoi.hpasc.connectors.spi.Destination.Limits;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Transport;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;

class CallerVerifierTest {

    private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
    private static final ECKey CURRENT = key();
    private static final ECKey NEXT = key();
    private static final ECKey OTHERS = key();

    private final MovingClock clock = new MovingClock();
    private final BearerTokens callers = new BearerTokens(
            new TokenVerifier(
                    new Agencies(List.of(
                            agency("H26.13", "land-office", "G10.26", CURRENT, NEXT),
                            agency("H26.19", "construction", "G17.26", OTHERS),
                            agency("H26.103", "ward-103", "G99.26"))),
                    clock),
            clock);

    @Test
    void aGoodTokenShowsItsAgency() throws Unauthenticated {
        String token =
                new TokenIssuer(clock).issue(new AgencyCode("H26.13"), privateKey(CURRENT), Duration.ofHours(12));
        assertThat(callers.authenticate("Bearer " + token).code()).hasToString("H26.13");
    }

    @ParameterizedTest
    @ValueSource(strings = {"H26.13", "000.00.13.H26", "G10.26", "000.00.26.G10"})
    void anyCodeOfTheAgencyInAnyNotationIsItsIssuer(String issuer) throws Exception {
        String token = signed(CURRENT, claims -> claims.issuer(issuer));
        assertThat(callers.authenticate("Bearer " + token).code()).hasToString("H26.13");
    }

    @Test
    void bothKeysOfAChangeAreGood() throws Exception {
        assertThat(callers.authenticate("Bearer " + signed(CURRENT, c -> c)).code())
                .hasToString("H26.13");
        assertThat(callers.authenticate("Bearer " + signed(NEXT, c -> c)).code())
                .hasToString("H26.13");
    }

    @Test
    void aKeyIdIsNeitherNeededNorTrusted() throws Exception {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID("../../etc/passwd")
                .build();
        SignedJWT token = new SignedJWT(header, claims().build());
        token.sign(new ECDSASigner(CURRENT));
        assertThat(callers.authenticate("Bearer " + token.serialize()).code()).hasToString("H26.13");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer ", "BEARER ", "Bearer   "})
    void theSchemeIsReadAsHttpSays(String scheme) throws Exception {
        assertThat(callers.authenticate(scheme + signed(CURRENT, c -> c)).code())
                .hasToString("H26.13");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "Bearer",
                "Bearer ",
                "Basic aHViOmh1Yg==",
                "Bearer x",
                "Bearer a.b.c",
                "Bearer ..",
                "Bearer e30.e30.",
                "Bearer \u0000",
                "Token abc"
            })
    void whatIsNoTokenIsRefused(@Nullable String header) {
        refused(header, ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void aTokenWithoutASignatureIsRefused() {
        refused("Bearer " + new PlainJWT(claims().build()).serialize(), ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void aTokenWhoseSignatureWasCutOffIsRefused() throws Exception {
        String token = signed(CURRENT, c -> c);
        refused("Bearer " + token.substring(0, token.lastIndexOf('.') + 1), ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void aTokenOfTheLandOfficeChangedInOneClaimIsRefused() throws Exception {
        String[] parts = signed(CURRENT, c -> c).split("\\.");
        String changed =
                new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8).replace("H26.13", "G10.26");
        String body = Base64.getUrlEncoder().withoutPadding().encodeToString(changed.getBytes(StandardCharsets.UTF_8));
        refused("Bearer " + parts[0] + "." + body + "." + parts[2], ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void aSharedSecretMadeOfThePublicKeyIsRefused() throws Exception {
        byte[] publicKey = CURRENT.toECPublicKey().getEncoded();
        refused("Bearer " + signed(JWSAlgorithm.HS256, new MACSigner(publicKey), c -> c), ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void otherAlgorithmsAreRefused() throws Exception {
        ECKey p384 = new ECKeyGenerator(Curve.P_384).generate();
        refused("Bearer " + signed(JWSAlgorithm.ES384, new ECDSASigner(p384), c -> c), ErrorCode.UNAUTHENTICATED);
        refused(
                "Bearer " + signed(JWSAlgorithm.RS256, new RSASSASigner(new RSAKeyGenerator(2048).generate()), c -> c),
                ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void anExtensionTheHubMustUnderstandAndDoesNotIsRefused() throws Exception {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .criticalParams(Set.of("exp"))
                .customParam("exp", 1)
                .build();
        SignedJWT token = new SignedJWT(header, claims().build());
        token.sign(new ECDSASigner(CURRENT));
        refused("Bearer " + token.serialize(), ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void aForeignKeyIsRefused() throws Exception {
        refused("Bearer " + signed(key(), c -> c), ErrorCode.UNAUTHENTICATED);
        refused("Bearer " + signed(OTHERS, c -> c), ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void anAgencyWithoutKeysGetsInWithNone() throws Exception {
        refused("Bearer " + signed(CURRENT, c -> c.issuer("H26.103")), ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void anUnknownAgencyIsRefusedAsSuch() throws Exception {
        refused("Bearer " + signed(CURRENT, c -> c.issuer("H26.99")), ErrorCode.UNKNOWN_AGENCY);
        refused("Bearer " + signed(CURRENT, c -> c.issuer("H26.13.5")), ErrorCode.UNKNOWN_AGENCY);
        refused("Bearer " + signed(CURRENT, c -> c.issuer("H26.1")), ErrorCode.UNKNOWN_AGENCY);
    }

    @Test
    void anIssuerThatIsNoAgencyCodeIsRefused() throws Exception {
        refused("Bearer " + signed(CURRENT, c -> c.issuer("' or 1=1")), ErrorCode.UNAUTHENTICATED);
        refused("Bearer " + signed(CURRENT, c -> c.issuer(null)), ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void anotherAudienceIsRefused() throws Exception {
        refused("Bearer " + signed(CURRENT, c -> c.audience("portal")), ErrorCode.UNAUTHENTICATED);
        refused("Bearer " + signed(CURRENT, c -> c.audience((String) null)), ErrorCode.UNAUTHENTICATED);
        assertThat(callers.authenticate("Bearer " + signed(CURRENT, c -> c.audience(List.of("portal", "hub")))))
                .isNotNull();
    }

    @Test
    void aTokenWithoutItsTimesIsRefused() throws Exception {
        refused("Bearer " + signed(CURRENT, c -> c.issueTime(null)), ErrorCode.UNAUTHENTICATED);
        refused("Bearer " + signed(CURRENT, c -> c.expirationTime(null)), ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void aTokenMeantToLiveLongerThanADayIsRefused() throws Exception {
        Instant day = NOW.plus(Duration.ofHours(24));
        assertThat(callers.authenticate("Bearer " + signed(CURRENT, c -> c.expirationTime(Date.from(day)))))
                .isNotNull();
        refused(
                "Bearer " + signed(CURRENT, c -> c.expirationTime(Date.from(day.plusSeconds(1)))),
                ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void anExpiredTokenIsGoodForAMinuteMore() throws Exception {
        assertThat(callers.authenticate("Bearer " + expiring(-59))).isNotNull();
        refused("Bearer " + expiring(-60), ErrorCode.TOKEN_EXPIRED);
        refused("Bearer " + expiring(-86_000), ErrorCode.TOKEN_EXPIRED);
    }

    @Test
    void aTokenOfTheFutureIsRefusedSaveForAMinute() throws Exception {
        assertThat(callers.authenticate("Bearer " + signed(CURRENT, c -> c.issueTime(in(60)))))
                .isNotNull();
        refused("Bearer " + signed(CURRENT, c -> c.issueTime(in(61))), ErrorCode.TOKEN_EXPIRED);
    }

    @Test
    void aTokenThatIsNotValidYetIsRefusedSaveForAMinute() throws Exception {
        assertThat(callers.authenticate("Bearer " + signed(CURRENT, c -> c.notBeforeTime(in(60)))))
                .isNotNull();
        refused("Bearer " + signed(CURRENT, c -> c.notBeforeTime(in(61))), ErrorCode.TOKEN_EXPIRED);
    }

    @Test
    void whoHasNoKeyLearnsNothingOfTheClaims() throws Exception {
        refused("Bearer " + signed(key(), c -> c.expirationTime(in(-3600))), ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void anOversizedTokenIsRefused() throws Exception {
        refused("Bearer " + signed(CURRENT, c -> c.claim("x", "x".repeat(4096))), ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void aTokenIsVerifiedOnceAndForgottenWhenItExpires() throws Exception {
        String header = "Bearer " + expiring(10);
        Agency first = callers.authenticate(header);
        assertThat(callers.authenticate(header)).isSameAs(first);
        assertThat(callers.size()).isEqualTo(1);
        clock.forward(Duration.ofSeconds(69));
        assertThat(callers.authenticate(header)).isSameAs(first);
        clock.forward(Duration.ofSeconds(1));
        refused(header, ErrorCode.TOKEN_EXPIRED);
        assertThat(callers.size()).isZero();
    }

    @Test
    void anAgencyWithManyTokensForgetsItsOwnAndNoOthers() throws Exception {
        for (int i = 0; i < 2 * BearerTokens.MOST_REMEMBERED; i++) {
            callers.authenticate(
                    "Bearer " + signed(CURRENT, c -> c.jwtID(UUID.randomUUID().toString())));
        }
        assertThat(callers.size()).isEqualTo(BearerTokens.MOST_REMEMBERED);
    }

    @Test
    void refusedTokensAreNotRemembered() throws Exception {
        refused("Bearer " + signed(OTHERS, c -> c), ErrorCode.UNAUTHENTICATED);
        assertThat(callers.size()).isZero();
    }

    @Test
    void theRefusalDoesNotRepeatTheToken() throws Exception {
        String token = signed(OTHERS, c -> c);
        Unauthenticated refusal =
                catchThrowableOfType(Unauthenticated.class, () -> callers.authenticate("Bearer " + token));
        assertThat(refusal.toString() + refusal.problem()).doesNotContain(token).doesNotContain(token.split("\\.")[1]);
    }

    @Test
    void theIssuerMakesNoTokenForMoreThanADay() {
        assertThatThrownBy(() -> new TokenIssuer(clock)
                        .issue(new AgencyCode("H26.13"), privateKey(CURRENT), Duration.ofHours(25)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void refused(@Nullable String header, ErrorCode code) {
        Unauthenticated refusal = catchThrowableOfType(Unauthenticated.class, () -> callers.authenticate(header));
        assertThat(refusal).isNotNull();
        assertThat(refusal.problem().code()).isEqualTo(code);
        assertThat(refusal.problem().faults()).hasSize(1);
    }

    private String expiring(long seconds) throws Exception {
        return signed(
                CURRENT,
                c -> c.issueTime(Date.from(NOW.minusSeconds(86_300)))
                        .expirationTime(in(seconds))
                        .jwtID("e" + seconds));
    }

    private static Date in(long seconds) {
        return Date.from(NOW.plusSeconds(seconds));
    }

    private static String signed(ECKey key, UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
        return signed(JWSAlgorithm.ES256, new ECDSASigner(key), change);
    }

    private static String signed(JWSAlgorithm algorithm, JWSSigner signer, UnaryOperator<JWTClaimsSet.Builder> change)
            throws Exception {
        JWSHeader header =
                new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT).build();
        SignedJWT token = new SignedJWT(header, change.apply(claims()).build());
        token.sign(signer);
        return token.serialize();
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("H26.13")
                .audience("hub")
                .issueTime(Date.from(NOW))
                .expirationTime(in(3600));
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static java.security.interfaces.ECPrivateKey privateKey(ECKey key) {
        try {
            return key.toECPrivateKey();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static Agency agency(String code, String destination, String other, ECKey... keys) {
        AgencyCode own = new AgencyCode(code);
        return new Agency(
                own,
                Set.of(new AgencyCode(other)),
                code,
                code,
                new Destination(
                        destination,
                        own,
                        Transport.PULL,
                        null,
                        new Limits(1, 0, Duration.ofSeconds(1), Duration.ofSeconds(1))),
                new Agency.Grants(Set.of(), false, Set.of()),
                java.util.Arrays.stream(keys)
                        .map(key -> {
                            try {
                                return key.toECPublicKey();
                            } catch (com.nimbusds.jose.JOSEException e) {
                                throw new AssertionError(e);
                            }
                        })
                        .toList(),
                Set.of("v1"),
                false);
    }

    /** Stands still until it is moved. */
    private static final class MovingClock extends Clock {

        private Instant now = NOW;

        void forward(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
