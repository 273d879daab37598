package vn.gov.hanoi.hpasc.hub.crash;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.gov.hanoi.hpasc.simulators.keypay.KeypaySimulator;
import vn.gov.hanoi.hpasc.simulators.momo.MomoSimulator;
import vn.gov.hanoi.hpasc.simulators.payment.GatewayMerchant;
import vn.gov.hanoi.hpasc.simulators.payment.PaymentSimulator;
import vn.gov.hanoi.hpasc.simulators.payment.Weather;
import vn.gov.hanoi.hpasc.simulators.platform.PlatformSimulator;
import vn.gov.hanoi.hpasc.simulators.vnpay.VnpaySimulator;
import vn.gov.hanoi.hpasc.simulators.zalopay.ZalopaySimulator;

/** All gateways, in bad weather, with the contracts of the shipped payments.yaml. They outlive every hub. */
final class GatewayTown implements AutoCloseable {

    private static final String KEY = "0123456789abcdef0123456789abcdef";
    /** Gateways repeat every five minutes; nobody waits for that here. */
    private static final double FAST = 150;

    private final Map<String, PaymentSimulator> gateways = new LinkedHashMap<>();
    private final List<String> settings = new ArrayList<>();

    /**
     * Opens for business.
     *
     * @param folder for the contracts
     * @param keys where the hub looks for them
     */
    GatewayTown(Path folder, Path keys) throws IOException {
        settings.add("--hub.config.dir=" + contracts(folder));
        VnpaySimulator vnpay = VnpaySimulator.start(0);
        gateways.put("vnpay", vnpay);
        gateways.put("momo", MomoSimulator.start(0));
        gateways.put("zalopay", ZalopaySimulator.start(0));
        gateways.put("payment-platform", PlatformSimulator.start(0));
        gateways.put("keypay", KeypaySimulator.start(0));
        for (String merchant : List.of("hanoi-vnpay", "land-vnpay")) {
            setting(merchant + ".pay", vnpay.address(VnpaySimulator.PAY_PATH));
            setting(merchant + ".api", vnpay.address(VnpaySimulator.API_PATH));
        }
        setting("hanoi-momo.api", at("momo").address("/"));
        setting("hanoi-zalopay.api", at("zalopay").address("/"));
        for (String endpoint : List.of("init", "query", "receipt")) {
            setting("hanoi-platform." + endpoint, at("payment-platform").address("/" + endpoint));
        }
        setting("hanoi-keypay.create", at("keypay").address("/create"));
        setting("hanoi-keypay.detail", at("keypay").address("/detail"));
        Path secrets = Files.createDirectories(keys.resolve("payments"));
        for (String file : List.of(
                "hanoi-vnpay.secret",
                "land-vnpay.secret",
                "hanoi-momo.access",
                "hanoi-momo.secret",
                "hanoi-zalopay.key1",
                "hanoi-zalopay.key2",
                "hanoi-platform.secret",
                "hanoi-keypay.out",
                "hanoi-keypay.in",
                "lookup.token")) {
            Files.writeString(secrets.resolve(file), KEY);
        }
    }

    /**
     * The shipped ones, with time-outs as short as everything else here: what a killed hub was at is left alone for as long
     * as a call may take.
     */
    private static Path contracts(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (InputStream shipped = GatewayTown.class.getResourceAsStream("/config/payments.yaml")) {
            String text = new String(java.util.Objects.requireNonNull(shipped).readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(
                    folder.resolve("payments.yaml"),
                    text.replaceAll("(?m)^(    id: .*)$", "$1\n    timeouts: { connect: 500ms, read: 1500ms }"));
        }
        return folder;
    }

    private void setting(String endpoint, URI address) {
        settings.add("--hub.merchants." + endpoint + "=" + address);
    }

    /** What leads a hub here. */
    List<String> settings() {
        return List.copyOf(settings);
    }

    List<String> names() {
        return List.copyOf(gateways.keySet());
    }

    PaymentSimulator at(String gateway) {
        return java.util.Objects.requireNonNull(gateways.get(gateway));
    }

    /** Calls go to {@code hub} from now on, as far as the weather lets them. */
    void callBack(URI hub, long seed) {
        know("vnpay", "HPASCVN1", hub.resolve("/callbacks/vnpay/hanoi-vnpay"), "secret");
        know("vnpay", "HPASCVN2", hub.resolve("/callbacks/vnpay/land-vnpay"), "secret");
        know("momo", "HPASCMOMO", hub.resolve("/callbacks/momo/hanoi-momo"), "accessKey", "secretKey");
        know("zalopay", "262601", hub.resolve("/callbacks/zalopay/hanoi-zalopay"), "key1", "key2");
        know("payment-platform", "H26PAY", hub.resolve("/callbacks/payment-platform/hanoi-platform"), "secret");
        know(
                "keypay",
                "H26KEYPAY",
                hub.resolve("/callbacks/payment-platform/hanoi-keypay"),
                "hash_key_1",
                "hash_key_2");
        gateways.values().forEach(gateway -> {
            gateway.callbacks().treatments().weather(new Weather(seed, 30, 20, 5));
            gateway.callbacks().compress(FAST);
        });
    }

    private void know(String gateway, String id, URI callback, String... keys) {
        Map<String, String> onFile = new LinkedHashMap<>();
        for (String key : keys) {
            onFile.put(key, KEY);
        }
        at(gateway).register(new GatewayMerchant(id, onFile, callback));
    }

    @Override
    public void close() {
        gateways.values().forEach(PaymentSimulator::close);
    }
}
