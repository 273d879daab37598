package vn.gov.hanoi.hpasc.hub.landregistry;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import vn.gov.hanoi.hpasc.hub.identity.AddressRange;
import vn.gov.hanoi.hpasc.hub.landregistry.LinkProperties.Host;

/**
 * Decides where a link may lead. A host is compared as it is written, so that other writings of an address (decimal, octal,
 * IPv6 with IPv4 in it) are merely unknown hosts; a name is resolved once, and it is that very address which is connected
 * to.
 */
final class LinkPolicy {

    /** Not public, or not one host: RFC 6890 and its kin. */
    private static final List<AddressRange> NOT_PUBLIC = List.of(
            AddressRange.of("0.0.0.0/8"),
            AddressRange.of("10.0.0.0/8"),
            AddressRange.of("100.64.0.0/10"),
            AddressRange.of("127.0.0.0/8"),
            AddressRange.of("169.254.0.0/16"),
            AddressRange.of("172.16.0.0/12"),
            AddressRange.of("192.0.0.0/24"),
            AddressRange.of("192.0.2.0/24"),
            AddressRange.of("192.88.99.0/24"),
            AddressRange.of("192.168.0.0/16"),
            AddressRange.of("198.18.0.0/15"),
            AddressRange.of("198.51.100.0/24"),
            AddressRange.of("203.0.113.0/24"),
            AddressRange.of("224.0.0.0/3"));

    /** Of IPv6 only what is given out as unicast is public; and of that, not what carries an IPv4 address. */
    private static final AddressRange GLOBAL_6 = AddressRange.of("2000::/3");

    private static final List<AddressRange> TUNNELS_6 =
            List.of(AddressRange.of("2001::/23"), AddressRange.of("2001:db8::/32"), AddressRange.of("2002::/16"));

    private final List<Allowed> hosts;
    private final Resolver resolver;

    /** Finds the addresses of a name. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] of(String name) throws UnknownHostException;
    }

    private record Allowed(Host host, String name, List<AddressRange> addresses) {

        static Allowed of(Host host) {
            return new Allowed(
                    host,
                    host.name().toLowerCase(Locale.ROOT),
                    host.addresses().stream().map(AddressRange::of).toList());
        }
    }

    LinkPolicy(List<Host> hosts, Resolver resolver) {
        this.hosts = hosts.stream().map(Allowed::of).toList();
        this.resolver = resolver;
    }

    /**
     * Where a link leads.
     *
     * @param address to connect to, and no other
     */
    record Target(URI uri, String host, int port, InetAddress address) {}

    /** @throws LinkRefused when it may not be followed */
    Target target(String link) {
        URI uri = uri(link);
        Allowed allowed = allowed(uri);
        int port = port(uri, allowed);
        return new Target(uri, allowed.name(), port, address(allowed));
    }

    private static URI uri(String link) {
        try {
            URI uri = new URI(link);
            boolean plain = uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && link.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '\\');
            if (plain) {
                return uri;
            }
        } catch (URISyntaxException senseless) {
            // refused below
        }
        throw LinkRefused.forGood("liên kết không hợp lệ");
    }

    private Allowed allowed(URI uri) {
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        Allowed allowed = hosts.stream()
                .filter(one -> one.name().equals(host))
                .findFirst()
                .orElseThrow(() -> LinkRefused.forGood("máy chủ của liên kết không được phép"));
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(scheme.equals("http") && allowed.host().http())) {
            throw LinkRefused.forGood("giao thức của liên kết không được phép");
        }
        return allowed;
    }

    private static int port(URI uri, Allowed allowed) {
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() < 0 ? (tls ? 443 : 80) : uri.getPort();
        if (!allowed.host().ports().contains(port) && !allowed.host().ports().contains(0)) {
            throw LinkRefused.forGood("cổng của liên kết không được phép");
        }
        return port;
    }

    private InetAddress address(Allowed allowed) {
        InetAddress[] found;
        try {
            found = resolver.of(bare(allowed.name()));
        } catch (UnknownHostException e) {
            throw LinkRefused.forNow("không tìm thấy máy chủ của liên kết");
        }
        // all of them: a name that leads to a good and a bad one is a trick
        for (InetAddress address : found) {
            if (!isGood(address, allowed)) {
                throw LinkRefused.forGood("địa chỉ của máy chủ không được phép");
            }
        }
        if (found.length == 0) {
            throw LinkRefused.forNow("không tìm thấy máy chủ của liên kết");
        }
        return found[0];
    }

    private static String bare(String name) {
        return name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
    }

    private static boolean isGood(InetAddress address, Allowed allowed) {
        byte[] bytes = address.getAddress();
        return allowed.addresses().isEmpty()
                ? isPublic(bytes)
                : allowed.addresses().stream().anyMatch(range -> range.holds(bytes));
    }

    static boolean isPublic(byte[] address) {
        return address.length == 4
                ? NOT_PUBLIC.stream().noneMatch(range -> range.holds(address))
                : GLOBAL_6.holds(address) && TUNNELS_6.stream().noneMatch(range -> range.holds(address));
    }
}
