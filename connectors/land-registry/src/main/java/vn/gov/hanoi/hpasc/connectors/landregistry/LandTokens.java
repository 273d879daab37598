package vn.gov.hanoi.hpasc.connectors.landregistry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;

/** Asks iLIS for a token. Nothing of a message was said yet, so whatever goes wrong is unavailability. */
final class LandTokens {

    private static final long SHORTEST_LIFE = 60;

    private final LandRegistryProperties.OAuth oauth;
    private final CloseableHttpClient http;
    private final Clock clock;

    LandTokens(LandRegistryProperties.OAuth oauth, CloseableHttpClient http, Clock clock) {
        this.oauth = oauth;
        this.http = http;
        this.clock = clock;
    }

    LandSession.Token ask() throws DestinationUnavailable {
        HttpPost request = new HttpPost(Objects.requireNonNull(oauth.address(), "checked at start"));
        request.setHeader("Accept", "application/json");
        try {
            request.setEntity(new UrlEncodedFormEntity(form(), StandardCharsets.UTF_8));
            return http.execute(request, this::read);
        } catch (Denied denied) {
            throw new DestinationUnavailable(
                    ErrorCode.DESTINATION_DENIED_US, String.valueOf(denied.getMessage()), null, denied);
        } catch (IOException failure) {
            throw new DestinationUnavailable(
                    ErrorCode.CONNECTION_REFUSED,
                    "no token: " + failure.getClass().getSimpleName(),
                    null,
                    failure);
        }
    }

    private static final class Denied extends IOException {

        private static final long serialVersionUID = 1L;

        Denied(String message) {
            super(message);
        }
    }

    private LandSession.Token read(ClassicHttpResponse response) throws IOException {
        int status = response.getCode();
        byte[] body = response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity());
        if (status >= 500) {
            throw new IOException("HTTP " + status);
        }
        JsonNode said = parsed(body);
        String token = said.path("access_token").asText("");
        if (status / 100 != 2 || token.isEmpty()) {
            throw new Denied("no token was given: HTTP " + status);
        }
        long life = Math.max(SHORTEST_LIFE, said.path("expires_in").asLong(SHORTEST_LIFE));
        return new LandSession.Token(token, clock.instant().plusSeconds(life));
    }

    private static JsonNode parsed(byte[] body) throws Denied {
        try {
            JsonNode said = LandAnswer.JSON.readTree(body);
            return said == null ? LandAnswer.JSON.missingNode() : said;
        } catch (IOException notJson) {
            throw new Denied("the answer of the token's address is not JSON");
        }
    }

    private List<NameValuePair> form() throws IOException {
        List<NameValuePair> form = new ArrayList<>();
        form.add(new BasicNameValuePair("grant_type", oauth.grant()));
        if (oauth.grant().equals("password")) {
            form.add(new BasicNameValuePair("username", oauth.username()));
            form.add(new BasicNameValuePair("password", secret(oauth.password(), oauth.passwordFile())));
        }
        add(form, "client_id", oauth.clientId());
        add(form, "client_secret", secret(oauth.clientSecret(), oauth.clientSecretFile()));
        add(form, "scope", oauth.scope());
        return form;
    }

    private static void add(List<NameValuePair> form, String name, String value) {
        if (!value.isEmpty()) {
            form.add(new BasicNameValuePair(name, value));
        }
    }

    /** Read anew each time, so that it can be changed without a restart. */
    private static String secret(String given, @Nullable Path file) throws IOException {
        return file == null ? given : Files.readString(file).strip();
    }
}
