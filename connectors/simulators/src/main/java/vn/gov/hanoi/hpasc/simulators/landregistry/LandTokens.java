package vn.gov.hanoi.hpasc.simulators.landregistry;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.simulators.peer.HttpAnswer;
import vn.gov.hanoi.hpasc.simulators.peer.HttpCall;

/** Who gets into iLIS: OAuth2 tokens for a name and a password, or for a client. */
public final class LandTokens {

    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final AtomicInteger issued = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile String password = "";
    private volatile int life = 3600;

    LandTokens() {}

    /** How many tokens were given out. */
    public int issued() {
        return issued.get();
    }

    /** How often a token was asked for. */
    public int asked() {
        return asked.get();
    }

    /** No token is good any more. */
    public void expire() {
        tokens.clear();
    }

    /** Only this password gets a token; any does when it is empty. */
    public void password(String only) {
        this.password = only;
    }

    /** What tokens are told to live; how long they are good is up to {@link #expire}. */
    public void life(int seconds) {
        this.life = seconds;
    }

    HttpAnswer issue(HttpCall call) {
        asked.incrementAndGet();
        Map<String, String> form = form(call.bodyText());
        String grant = form.getOrDefault("grant_type", "");
        String secret = grant.equals("password") ? form.get("password") : form.get("client_secret");
        if (secret == null || !password.isEmpty() && !password.equals(secret)) {
            return HttpAnswer.json(401, "{\"error\":\"invalid_grant\"}");
        }
        String token = UUID.randomUUID().toString();
        tokens.add(token);
        issued.incrementAndGet();
        return HttpAnswer.json(
                200, "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":%d}".formatted(token, life));
    }

    boolean good(@Nullable String authorization) {
        return authorization != null
                && authorization.startsWith("Bearer ")
                && tokens.contains(authorization.substring("Bearer ".length()));
    }

    private static Map<String, String> form(String text) {
        Map<String, String> form = new HashMap<>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }
}
