package vn.gov.hanoi.hpasc.simulators;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import vn.gov.hanoi.hpasc.simulators.keypay.KeypaySimulator;
import vn.gov.hanoi.hpasc.simulators.momo.MomoSimulator;
import vn.gov.hanoi.hpasc.simulators.payment.PaymentSimulator;
import vn.gov.hanoi.hpasc.simulators.platform.PlatformSimulator;
import vn.gov.hanoi.hpasc.simulators.vnpay.VnpaySimulator;
import vn.gov.hanoi.hpasc.simulators.zalopay.ZalopaySimulator;

/** The payment gateways, by the names the hub has for them. They know no merchants until these are registered. */
public final class SimulatedGateways implements AutoCloseable {

    private static final Map<String, IntFunction<PaymentSimulator>> STARTS = new LinkedHashMap<>();

    static {
        STARTS.put("vnpay", VnpaySimulator::start);
        STARTS.put("momo", MomoSimulator::start);
        STARTS.put("zalopay", ZalopaySimulator::start);
        STARTS.put("payment-platform", PlatformSimulator::start);
        STARTS.put("keypay", KeypaySimulator::start);
    }

    public static final List<String> NAMES = List.of("vnpay", "momo", "zalopay", "payment-platform", "keypay");

    private final Map<String, PaymentSimulator> running = new LinkedHashMap<>();

    private SimulatedGateways(Map<String, Integer> ports) {
        STARTS.forEach((name, start) -> {
            Integer port = ports.get(name);
            if (port != null) {
                running.put(name, start.apply(port));
            }
        });
    }

    /**
     * Starts those that have a port.
     *
     * @param ports by name; 0 for a free one
     */
    public static SimulatedGateways start(Map<String, Integer> ports) {
        return new SimulatedGateways(ports);
    }

    /** Starts all on free ports. */
    public static SimulatedGateways start() {
        return start(NAMES.stream().collect(Collectors.toMap(name -> name, name -> 0)));
    }

    /**
     * The gateway of that name.
     *
     * @throws IllegalArgumentException when it does not run
     */
    public PaymentSimulator gateway(String name) {
        PaymentSimulator gateway = running.get(name);
        if (gateway == null) {
            throw new IllegalArgumentException("nobody plays " + name);
        }
        return gateway;
    }

    /** Where each of them is. */
    public Map<String, URI> addresses() {
        Map<String, URI> addresses = new LinkedHashMap<>();
        running.forEach((name, gateway) -> addresses.put(name, gateway.address("/")));
        return addresses;
    }

    @Override
    public void close() {
        running.values().forEach(PaymentSimulator::close);
    }
}
