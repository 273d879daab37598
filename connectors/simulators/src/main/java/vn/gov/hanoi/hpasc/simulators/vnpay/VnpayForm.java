package vn.gov.hanoi.hpasc.simulators.vnpay;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Queries as VNPAY writes and reads them. */
final class VnpayForm {

    private VnpayForm() {}

    static Map<String, String> read(@Nullable String query) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : (query == null ? "" : query).split("&", -1)) {
            String[] halves = pair.split("=", 2);
            fields.put(decode(halves[0]), halves.length > 1 ? decode(halves[1]) : "");
        }
        return fields;
    }

    /** In the order of {@code fields}. */
    static String write(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
