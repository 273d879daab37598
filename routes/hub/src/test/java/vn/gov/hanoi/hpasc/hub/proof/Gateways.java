package vn.gov.hanoi.hpasc.hub.proof;

import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Merchants;
import vn.gov.hanoi.hpasc.simulators.keypay.KeypaySimulator;
import vn.gov.hanoi.hpasc.simulators.momo.MomoSimulator;
import vn.gov.hanoi.hpasc.simulators.payment.GatewayMerchant;
import vn.gov.hanoi.hpasc.simulators.payment.PaymentSimulator;
import vn.gov.hanoi.hpasc.simulators.platform.PlatformSimulator;
import vn.gov.hanoi.hpasc.simulators.vnpay.VnpaySimulator;
import vn.gov.hanoi.hpasc.simulators.zalopay.ZalopaySimulator;

/** The payment gateways of a hub under test, which know the merchants of its payments.yaml. */
final class Gateways implements AutoCloseable {

    private final Map<String, PaymentSimulator> byName = new LinkedHashMap<>();

    Gateways() {
        byName.put("vnpay", VnpaySimulator.start(0));
        byName.put("momo", MomoSimulator.start(0));
        byName.put("zalopay", ZalopaySimulator.start(0));
        byName.put("payment-platform", PlatformSimulator.start(0));
        byName.put("keypay", KeypaySimulator.start(0));
    }

    PaymentSimulator at(String gateway) {
        PaymentSimulator simulator = byName.get(gateway);
        if (simulator == null) {
            throw new IllegalArgumentException("nobody plays " + gateway);
        }
        return simulator;
    }

    /** The settings that lead the hub here. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        for (String merchant : new String[] {"hanoi-vnpay", "land-vnpay"}) {
            settings.put("hub.merchants." + merchant + ".pay", at("vnpay").address(VnpaySimulator.PAY_PATH));
            settings.put("hub.merchants." + merchant + ".api", at("vnpay").address(VnpaySimulator.API_PATH));
        }
        settings.put("hub.merchants.hanoi-momo.api", at("momo").address("/"));
        settings.put("hub.merchants.hanoi-zalopay.api", at("zalopay").address("/"));
        for (String endpoint : new String[] {"init", "query", "receipt"}) {
            settings.put(
                    "hub.merchants.hanoi-platform." + endpoint,
                    at("payment-platform").address("/" + endpoint));
        }
        settings.put("hub.merchants.hanoi-keypay.create", at("keypay").address("/create"));
        settings.put("hub.merchants.hanoi-keypay.detail", at("keypay").address("/detail"));
        return settings;
    }

    /** Nothing is scripted any more, and all are there. */
    void mend() {
        byName.values().forEach(gateway -> {
            gateway.callbacks().treatments().clear();
            gateway.script().clear();
            gateway.comeBack();
        });
    }

    /** Gets to know the hub's merchants. */
    void meet(HubUnderTest hub) {
        Merchants merchants = hub.bean(Merchants.class);
        merchants.all().forEach(contract -> {
            Merchant merchant = merchants.byName(contract.name()).orElseThrow().merchant();
            at(merchant.gateway()).register(onFile(merchant));
        });
    }

    private static GatewayMerchant onFile(Merchant merchant) {
        Map<String, String> keys = merchant.keys().current().byName().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, key -> key.getValue().value()));
        URI callback = merchant.callbackUrl();
        return new GatewayMerchant(merchant.gatewayId(), keys, callback);
    }

    @Override
    public void close() {
        byName.values().forEach(PaymentSimulator::close);
    }
}
