package vn.gov.hanoi.hpasc.hub.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.hub.identity.AddressRange;

/**
 * Resolves the client address of a request: that of the connection, unless it comes from one of our own proxies. Then it is
 * the rightmost address in {@code X-Forwarded-For} that is not a proxy of ours; what stands left of it is only what a
 * stranger says.
 */
public final class ClientAddresses {

    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]{2,45}");
    private static final Pattern IPV4_WITH_PORT = Pattern.compile("([0-9.]{7,15}):[0-9]{1,5}");
    private static final Pattern BRACKETED = Pattern.compile("\\[([0-9a-fA-F:.]{2,45})](?::[0-9]{1,5})?");

    private final List<AddressRange> proxies;

    /** @param proxies addresses, or ranges as {@code 10.1.2.0/24} */
    public ClientAddresses(Collection<String> proxies) {
        this.proxies = proxies.stream().map(AddressRange::of).toList();
    }

    /** Whether connections from {@code address} are those of a proxy of ours. */
    boolean isProxy(InetAddress address) {
        return proxies.stream().anyMatch(range -> range.holds(address.getAddress()));
    }

    /**
     * The client's address.
     *
     * @param connection the address at the other end of the connection
     * @param forwarded all lines of {@code X-Forwarded-For}, in order
     */
    public InetAddress resolve(String connection, List<String> forwarded) {
        InetAddress client = parsed(connection);
        if (client == null) {
            throw new IllegalArgumentException("not an address: " + connection);
        }
        if (forwarded.isEmpty() || !isProxy(client)) {
            return client;
        }
        for (String hop : hops(forwarded).reversed()) {
            InetAddress before = parsed(hop);
            if (before == null) {
                return client;
            }
            client = before;
            if (!isProxy(client)) {
                return client;
            }
        }
        return client;
    }

    private static List<String> hops(List<String> lines) {
        List<String> hops = new ArrayList<>();
        for (String line : lines) {
            for (String hop : line.split(",", -1)) {
                hops.add(hop.strip());
            }
        }
        return hops;
    }

    /** Never looks up a name. An IPv4 address mapped into IPv6 comes out as IPv4. */
    private static @Nullable InetAddress parsed(String text) {
        int zone = text.indexOf('%');
        String plain = zone < 0 ? text : text.substring(0, zone);
        var v4 = IPV4_WITH_PORT.matcher(plain);
        var bracketed = BRACKETED.matcher(plain);
        String literal = v4.matches() ? v4.group(1) : bracketed.matches() ? bracketed.group(1) : plain;
        boolean dotted = literal.indexOf(':') < 0;
        if (!LITERAL.matcher(literal).matches()
                || dotted && literal.chars().filter(c -> c == '.').count() != 3) {
            return null;
        }
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException senseless) {
            return null;
        }
    }
}
