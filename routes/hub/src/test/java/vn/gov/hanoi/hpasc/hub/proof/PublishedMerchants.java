package vn.gov.hanoi.hpasc.hub.proof;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The merchants of published signatures, as an operator would write them: in payments.yaml, their keys in the environment. */
final class PublishedMerchants {

    /** Takes calls from one address only. */
    static final String GUARDED = "published-guarded";

    static final String GUARDED_SECRET = "khoa-cua-nguoi-duoc-canh";
    static final String ONLY_FROM = "203.0.113.9";
    static final String PLATFORM_SECRET = "khoa-cua-nen-tang";

    private static final String BEFORE = "\n# Who may ask what a dossier owes";

    private static final List<Published> ALL = List.of(
            new Published("published-vnpay-test", "vnpay", "TEST_TMN_CODE", Map.of("secret", "test_secret"), ""),
            new Published("published-vnpay-typo", "vnpay", "TYPO", Map.of("secret", "YOUR_SECURE_SECRET"), ""),
            new Published(
                    "published-vnpay-demo",
                    "vnpay",
                    "CGXZLS0Z",
                    Map.of("secret", "XNBCJFAKAZQSGTARRLGCHVZWCIOIGSHN"),
                    ""),
            new Published(GUARDED, "vnpay", "GUARDED1", Map.of("secret", GUARDED_SECRET), ONLY_FROM),
            new Published(
                    "published-momo",
                    "momo",
                    "MOMO",
                    Map.of("accessKey", "F8BBA842ECF85", "secretKey", "K951B6PE1waDMi640xX08PD3vg6EkVlz"),
                    ""),
            new Published(
                    "published-zalopay",
                    "zalopay",
                    "2553",
                    Map.of("key1", "khoa-mot-cua-chung-ta", "key2", "kLtgPl8HHhfvMuDHPwKfgfsY4Ydm9eIz"),
                    ""),
            new Published(
                    "published-zalopay-wrong-key",
                    "zalopay",
                    "2553",
                    Map.of("key1", "test-key1-khong-phai-khoa-that", "key2", "khoa-hai-khac"),
                    ""),
            new Published(
                    "published-keypay",
                    "keypay",
                    "CLIENT01",
                    Map.of("hash_key_1", "hash-key-1-demo", "hash_key_2", "hash-key-2-demo"),
                    ""),
            new Published("published-platform", "payment-platform", "DOITAC01", Map.of("secret", PLATFORM_SECRET), ""));

    private static final Map<String, List<String>> ENDPOINTS = Map.of(
            "vnpay", List.of("pay", "api"),
            "momo", List.of("api"),
            "zalopay", List.of("api"),
            "keypay", List.of("create", "detail"),
            "payment-platform", List.of("init", "query", "receipt"));

    private record Published(String name, String gateway, String id, Map<String, String> keys, String onlyFrom) {

        String variable(String key) {
            return (name + "_" + key).replace('-', '_').toUpperCase(Locale.ROOT);
        }

        String yaml() {
            String endpoints = ENDPOINTS.get(gateway).stream()
                    .map(endpoint -> endpoint + ": \"http://127.0.0.1:9/" + endpoint + "\"")
                    .collect(Collectors.joining(", "));
            String references = keys.keySet().stream()
                    .map(key -> key + ": \"env:" + variable(key) + "\"")
                    .collect(Collectors.joining(", "));
            return """

                      - name: %s
                        gateway: %s
                        agency: H26.01
                        id: "%s"
                        endpoints: { %s }
                        keys:
                          current: { %s }
                    """.formatted(name, gateway, id, endpoints, references)
                    + (onlyFrom.isEmpty() ? "" : "    addresses: [\"" + onlyFrom + "\"]\n");
        }
    }

    /** Writes the shipped contracts and these into {@code folder}. */
    String besideTheShipped(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (InputStream in = PublishedMerchants.class.getResourceAsStream("/config/payments.yaml")) {
            String shipped = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            String more = ALL.stream().map(Published::yaml).collect(Collectors.joining());
            Files.writeString(folder.resolve("payments.yaml"), shipped.replace(BEFORE, more + BEFORE));
        }
        return folder.toString();
    }

    /** The variables that the contracts refer to. */
    Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        for (Published merchant : ALL) {
            merchant.keys().forEach((key, value) -> keys.put(merchant.variable(key), value));
        }
        return keys;
    }

    /** The address of the merchant with this id and this key. */
    static String merchant(String gateway, String secret) {
        return ALL.stream()
                .filter(merchant -> merchant.gateway().equals(gateway))
                .filter(merchant -> merchant.keys().containsValue(secret))
                .findFirst()
                .orElseThrow()
                .name();
    }
}
