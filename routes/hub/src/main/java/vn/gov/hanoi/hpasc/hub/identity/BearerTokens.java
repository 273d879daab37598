package vn.gov.hanoi.hpasc.hub.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.identity.TokenVerifier.Verified;

/**
 * Callers that show a JWT as an HTTP bearer. A token once verified is believed until it expires: checking an ES256
 * signature costs some 400 µs, finding the SHA-256 of a token in a map about one.
 *
 * <p>Only good tokens are remembered, so that a stranger cannot fill the memory, and only their hashes, so that no token
 * can be read from it. Of each agency the latest few are: one that makes a token for each call forgets its own, not others'.
 */
final class BearerTokens implements CallerVerifier {

    static final int MOST_REMEMBERED = 100;
    private static final String SCHEME = "Bearer ";

    private final TokenVerifier verifier;
    private final Clock clock;
    private final Map<ByteBuffer, Verified> remembered = new ConcurrentHashMap<>();
    /** The hashes of each agency's tokens, the oldest first. */
    private final Map<AgencyCode, Queue<ByteBuffer>> ofAgency = new ConcurrentHashMap<>();

    BearerTokens(TokenVerifier verifier, Clock clock) {
        this.verifier = verifier;
        this.clock = clock;
    }

    @Override
    public Agency authenticate(@Nullable String authorization) throws Unauthenticated {
        if (authorization == null || authorization.isBlank()) {
            throw new Unauthenticated(ErrorCode.UNAUTHENTICATED, "there is no Authorization header");
        }
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new Unauthenticated(ErrorCode.UNAUTHENTICATED, "the Authorization header is not a bearer token");
        }
        String token = authorization.substring(SCHEME.length()).strip();
        ByteBuffer hash = hashOf(token);
        Verified known = remembered.get(hash);
        if (known != null && clock.instant().isBefore(known.until())) {
            return known.agency();
        }
        remembered.remove(hash);
        Verified verified = verifier.verify(token);
        remember(hash, verified);
        return verified.agency();
    }

    /** How many tokens are remembered now. */
    int size() {
        return remembered.size();
    }

    private void remember(ByteBuffer hash, Verified verified) {
        ofAgency.compute(verified.agency().code(), (code, hashes) -> {
            Queue<ByteBuffer> latest = hashes == null ? new ArrayDeque<>() : hashes;
            if (remembered.put(hash, verified) == null) {
                latest.add(hash);
            }
            while (latest.size() > MOST_REMEMBERED) {
                remembered.remove(latest.remove());
            }
            return latest;
        });
    }

    private static ByteBuffer hashOf(String token) {
        try {
            byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
