package vn.gov.hanoi.hpasc.connectors.spi.payment;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A call from outside exactly as it came, before anyone looked at it.
 *
 * @param method {@code GET}, {@code POST}
 * @param rawQuery what stood after the question mark, still encoded; empty when there was nothing
 * @param headers by name in lower case, without those that only our own side uses
 * @param rawBody not to be changed
 * @param remoteAddress who called, behind our own proxies
 * @param receivedAt when
 */
@SuppressWarnings("ArrayRecordComponent") // kept as evidence, compared never
public record RawCallback(
        String method,
        String rawQuery,
        Map<String, List<String>> headers,
        byte[] rawBody,
        String remoteAddress,
        Instant receivedAt) {

    public RawCallback {
        Map<String, List<String>> lowered = new TreeMap<>();
        headers.forEach((name, values) -> lowered.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        headers = Map.copyOf(lowered);
    }

    /** The only value of a header; empty when there is none or more than one. */
    public Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    /** The body as UTF-8 text; what is not UTF-8 becomes replacement characters and thus fails any signature. */
    public String bodyText() {
        return new String(rawBody, StandardCharsets.UTF_8);
    }

    /** Without anything that was sent: it may hold personal data. */
    @Override
    public String toString() {
        return "RawCallback[" + method + ", query " + rawQuery.length() + ", body " + rawBody.length + " bytes, from "
                + remoteAddress + " at " + receivedAt + "]";
    }
}
