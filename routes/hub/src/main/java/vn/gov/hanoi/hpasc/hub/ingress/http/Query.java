package vn.gov.hanoi.hpasc.hub.ingress.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/**
 * The query of an address. Read by hand because the container's own way to parameters reads form bodies too, which are
 * none of ours.
 */
final class Query {

    private Query() {}

    /** The first value of {@code name}; null when it is not there. */
    static @Nullable String first(@Nullable String query, String name) {
        if (query == null) {
            return null;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).equals(name)) {
                return decoded(pair.substring(equals + 1), name);
            }
        }
        return null;
    }

    private static String decoded(String value, String name) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException senseless) {
            throw new Refusal(ErrorCode.INVALID_PARAMETER, name);
        }
    }
}
