package vn.gov.hanoi.hpasc.hub.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Whom limits by address count as one: an IPv4 address, or the first 64 bits of an IPv6 address, since any line has so many
 * IPv6 addresses of its own.
 */
public record Peer(String name) {

    private static final int NETWORK_BYTES = 8;

    static Peer of(InetAddress address) {
        return new Peer(
                address instanceof Inet6Address
                        ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES)) + "/64"
                        : address.getHostAddress());
    }
}
