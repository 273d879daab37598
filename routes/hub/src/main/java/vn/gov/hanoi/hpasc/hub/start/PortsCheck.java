package vn.gov.hanoi.hpasc.hub.start;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import vn.gov.hanoi.hpasc.hub.configuration.Finding;

/** Whether the ports at which the hub will listen are free, and are different ones. */
final class PortsCheck {

    private final Environment environment;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Integer, String> wanted = new HashMap<>();

    private PortsCheck(Environment environment) {
        this.environment = environment;
    }

    /** All that is wrong. */
    static List<Finding> findings(Environment environment) {
        PortsCheck check = new PortsCheck(environment);
        check.port("server.port", "8080", "server.address", null);
        check.port("hub.admin.port", "8081", "hub.admin.address", "127.0.0.1");
        if (!"native".equalsIgnoreCase(environment.getProperty("spring.artemis.mode", ""))) {
            check.port("hub.broker.port", "61616", "hub.broker.host", "127.0.0.1");
        }
        return check.findings;
    }

    private void port(String portProperty, String usualPort, String addressProperty, @Nullable String usualAddress) {
        int port;
        try {
            port = Integer.parseInt(
                    environment.getProperty(portProperty, usualPort).strip());
        } catch (NumberFormatException otherwiseTold) {
            if (!portProperty.startsWith("hub.")) {
                findings.add(Finding.ofProperty(portProperty, "not a port number"));
            }
            return;
        }
        if (port <= 0 || port > 65535) {
            return;
        }
        String other = wanted.putIfAbsent(port, portProperty);
        if (other != null) {
            findings.add(Finding.ofProperty(portProperty, "port " + port + " is that of " + other + " too"));
            return;
        }
        String address = environment.getProperty(addressProperty, usualAddress == null ? "" : usualAddress);
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(
                    address.isBlank()
                            ? new InetSocketAddress(port)
                            : new InetSocketAddress(InetAddress.getByName(address), port),
                    1);
        } catch (UnknownHostException unknown) {
            findings.add(Finding.ofProperty(addressProperty, "there is no address " + address));
        } catch (BindException taken) {
            findings.add(refused(portProperty, port, addressProperty, address, taken));
        } catch (IOException denied) {
            findings.add(
                    Finding.ofProperty(portProperty, "cannot listen at port " + port + ": " + denied.getMessage()));
        }
    }

    private static Finding refused(
            String portProperty, int port, String addressProperty, String address, BindException taken) {
        String reason = String.valueOf(taken.getMessage());
        if (reason.contains("assign")) {
            return Finding.ofProperty(addressProperty, address + " is no address of this machine");
        }
        if (reason.contains("ermission")) {
            return Finding.ofProperty(
                    portProperty, "this user may not listen at port " + port + "; choose one above 1023");
        }
        return Finding.ofProperty(
                portProperty, "port " + port + " is in use by another program; stop it, or choose another port");
    }
}
