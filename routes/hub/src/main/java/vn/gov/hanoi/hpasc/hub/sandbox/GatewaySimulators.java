package vn.gov.hanoi.hpasc.hub.sandbox;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Contract;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Merchants;
import vn.gov.hanoi.hpasc.simulators.keypay.KeypaySimulator;
import vn.gov.hanoi.hpasc.simulators.momo.MomoSimulator;
import vn.gov.hanoi.hpasc.simulators.payment.GatewayMerchant;
import vn.gov.hanoi.hpasc.simulators.payment.PaymentSimulator;
import vn.gov.hanoi.hpasc.simulators.platform.PlatformSimulator;
import vn.gov.hanoi.hpasc.simulators.vnpay.VnpaySimulator;
import vn.gov.hanoi.hpasc.simulators.zalopay.ZalopaySimulator;

/** The payment gateways, played in this process; they know the hub's merchants and their keys. */
final class GatewaySimulators implements AutoCloseable {

    private final Map<String, PaymentSimulator> running = new HashMap<>();
    private final SandboxProperties properties;
    private final Merchants merchants;

    GatewaySimulators(SandboxProperties properties, Merchants merchants) {
        this.properties = properties;
        this.merchants = merchants;
    }

    /** Starts those that the hub's merchants are led to. */
    void start() {
        for (Contract known : merchants.all()) {
            Merchant merchant = merchants.byName(known.name()).orElseThrow().merchant();
            URI address = properties.gateways().get(merchant.gateway());
            if (address != null && isLedTo(merchant, address)) {
                running.computeIfAbsent(merchant.gateway(), gateway -> started(gateway, address.getPort()))
                        .register(onFile(merchant));
            }
        }
    }

    /** Who plays {@code gateway}; empty when nobody does. */
    Optional<PaymentSimulator> at(String gateway) {
        return Optional.ofNullable(running.get(gateway));
    }

    private static boolean isLedTo(Merchant merchant, URI address) {
        return merchant.endpoints().values().stream()
                .allMatch(endpoint ->
                        endpoint.getHost().equals(address.getHost()) && endpoint.getPort() == address.getPort());
    }

    private static PaymentSimulator started(String gateway, int port) {
        return switch (gateway) {
            case "vnpay" -> VnpaySimulator.start(port);
            case "momo" -> MomoSimulator.start(port);
            case "zalopay" -> ZalopaySimulator.start(port);
            case "payment-platform" -> PlatformSimulator.start(port);
            case "keypay" -> KeypaySimulator.start(port);
            default -> throw new IllegalArgumentException("nobody can play " + gateway);
        };
    }

    private static GatewayMerchant onFile(Merchant merchant) {
        Map<String, String> keys = merchant.keys().current().byName().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, key -> key.getValue().value()));
        @Nullable URI callback = merchant.callbackUrl();
        return new GatewayMerchant(merchant.gatewayId(), keys, callback);
    }

    @Override
    public void close() {
        running.values().forEach(PaymentSimulator::close);
    }
}
