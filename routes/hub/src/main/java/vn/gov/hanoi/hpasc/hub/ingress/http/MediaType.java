package vn.gov.hanoi.hpasc.hub.ingress.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/**
 * What a body says it is.
 *
 * @param name type and subtype, lower case; empty when nothing was said
 * @param charset lower case; null when nothing was said
 */
public record MediaType(String name, @Nullable String charset) {

    public static final String EVENT = "application/cloudevents+json";
    public static final String BATCH = "application/cloudevents-batch+json";
    public static final String JSON = "application/json";

    private static final MediaType PLAIN_EVENT = new MediaType(EVENT, null);

    /** Reads a {@code Content-Type}. */
    public static MediaType of(@Nullable String contentType) {
        if (EVENT.equals(contentType)) {
            return PLAIN_EVENT;
        }
        if (contentType == null) {
            return new MediaType("", null);
        }
        int end = contentType.indexOf(';');
        String name = end < 0 ? contentType : contentType.substring(0, end);
        String charset = parameter(contentType, "charset");
        return new MediaType(
                name.strip().toLowerCase(Locale.ROOT), charset == null ? null : charset.toLowerCase(Locale.ROOT));
    }

    /** A parameter of a {@code Content-Type} without its quotes; null when it is not there. */
    public static @Nullable String parameter(@Nullable String contentType, String name) {
        if (contentType == null) {
            return null;
        }
        String[] parts = contentType.split(";", -1);
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals > 0 && parts[i].substring(0, equals).strip().equalsIgnoreCase(name)) {
                return parts[i].substring(equals + 1).replace("\"", "").strip();
            }
        }
        return null;
    }

    public boolean is(String other) {
        return name.equals(other);
    }

    /** Refuses all but {@code wanted} in UTF-8. */
    public void require(String wanted) {
        if (!is(wanted)) {
            throw new Refusal(ErrorCode.UNSUPPORTED_MEDIA_TYPE, name.isEmpty() ? "none" : name);
        }
        requireUtf8();
    }

    /** Refuses any other character set. */
    public void requireUtf8() {
        if (charset != null && !charset.equals("utf-8") && !charset.equals("utf8")) {
            throw new Refusal(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "charset=" + charset);
        }
    }
}
