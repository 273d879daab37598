package vn.gov.hanoi.hpasc.hub.identity;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** An address, or all that begin with the same bits. Never looks up a name. */
public record AddressRange(byte[] address, int bits) {

    /** @throws IllegalArgumentException when {@code text} is neither an address nor a range of them */
    public static AddressRange of(String text) {
        int slash = text.indexOf('/');
        byte[] address = bytes(slash < 0 ? text : text.substring(0, slash));
        int bits = slash < 0 ? address.length * Byte.SIZE : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > address.length * Byte.SIZE) {
            throw new IllegalArgumentException("not a range of addresses: " + text);
        }
        return new AddressRange(address, bits);
    }

    public boolean holds(String caller) {
        return holds(bytes(caller));
    }

    /** As above, of an address in network order. */
    public boolean holds(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if ((other[bit / Byte.SIZE] & mask) != (address[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** Whether {@code text} is an address, not a name that would be looked up. */
    static boolean isAddress(String text) {
        return text.matches("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F.]*:[0-9a-fA-F.:]*");
    }

    private static byte[] bytes(String text) {
        if (!isAddress(text)) {
            throw new IllegalArgumentException("not an address: " + text);
        }
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + text, e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressRange that
                && java.util.Arrays.equals(address, that.address)
                && bits == that.bits;
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(address) + bits;
    }

    @Override
    public String toString() {
        return "AddressRange[/" + bits + "]";
    }
}
