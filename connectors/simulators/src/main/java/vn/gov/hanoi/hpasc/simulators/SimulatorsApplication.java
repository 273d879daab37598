package vn.gov.hanoi.hpasc.simulators;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The outside world as a process of its own. Arguments are {@code name=value}, all optional: {@code hub}, {@code broker},
 * {@code data}, {@code pace} ({@code 800ms}, {@code 2s}, or {@code none}), and a port for {@code hpasc-core},
 * {@code land-office}, {@code construction}, {@code national-portal} and {@code land-registry}. Payment gateways run for which
 * a port is given ({@code vnpay}, {@code momo}, {@code zalopay}, {@code payment-platform}, {@code keypay}); they get to know merchants by {@code POST /_sim/merchant}.
 * So do {@code older-land-system}, and {@code tax-sender} with the hub's {@code tax-key}.
 */
public final class SimulatorsApplication {

    private SimulatorsApplication() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, String> settings = settings(arguments);
        try (SimulatedCity city = SimulatedCity.start(plan(settings));
                SimulatedGateways gateways = SimulatedGateways.start(gatewayPorts(settings));
                Neighbours neighbours = Neighbours.start(settings)) {
            neighbours.addresses().forEach((name, address) -> System.out.println(name + " listens on " + address));
            city.endpoints().forEach((name, address) -> System.out.println(name + " listens on " + address));
            gateways.addresses().forEach((name, address) -> System.out.println(name + " listens on " + address));
            awaitEnd();
        }
    }

    static SimulatedCity.Plan plan(Map<String, String> settings) {
        Map<String, Integer> ports = new HashMap<>();
        ports.put(SimulatedCity.HPASC_CORE, port(settings, SimulatedCity.HPASC_CORE, 8090));
        ports.put(SimulatedCity.LAND_OFFICE, port(settings, SimulatedCity.LAND_OFFICE, 8091));
        ports.put(SimulatedCity.CONSTRUCTION, port(settings, SimulatedCity.CONSTRUCTION, 8092));
        ports.put(SimulatedCity.NATIONAL_PORTAL, port(settings, SimulatedCity.NATIONAL_PORTAL, 8093));
        ports.put(SimulatedCity.LAND_REGISTRY, port(settings, SimulatedCity.LAND_REGISTRY, 8094));
        String pace = settings.getOrDefault("pace", "800ms");
        return new SimulatedCity.Plan(
                URI.create(settings.getOrDefault("hub", "http://127.0.0.1:8080")),
                settings.getOrDefault("broker", "tcp://127.0.0.1:61616"),
                Path.of(settings.getOrDefault("data", "target/sandbox")),
                ports,
                pace.equals("none") ? null : duration(pace));
    }

    private static Map<String, Integer> gatewayPorts(Map<String, String> settings) {
        Map<String, Integer> ports = new HashMap<>();
        for (String gateway : SimulatedGateways.NAMES) {
            if (settings.containsKey(gateway)) {
                ports.put(gateway, port(settings, gateway, 0));
            }
        }
        return ports;
    }

    private static Map<String, String> settings(String[] arguments) {
        Map<String, String> settings = new HashMap<>();
        for (String argument : arguments) {
            String[] pair = argument.replaceFirst("^--", "").split("=", 2);
            if (pair.length < 2) {
                throw new IllegalArgumentException("not name=value: " + argument);
            }
            settings.put(pair[0], pair[1]);
        }
        return settings;
    }

    private static int port(Map<String, String> settings, String name, int otherwise) {
        return Integer.parseInt(settings.getOrDefault(name, Integer.toString(otherwise)));
    }

    private static Duration duration(String text) {
        return text.endsWith("ms")
                ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
                : Duration.parse("PT" + text);
    }

    private static void awaitEnd() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(end::countDown));
        end.await();
    }
}
