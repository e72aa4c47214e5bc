package org.throughline.server.limits;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A block of addresses, written {@code 10.0.0.0/8} or {@code 2001:db8::/32}; an address alone is a block of one.
 *
 * @param prefix an address of the block; bits beyond the length count for nothing
 * @param bits how many bits all its addresses share
 */
public record Network(InetAddress prefix, int bits) {
    public Network {
        if (bits < 0 || bits > prefix.getAddress().length * 8) {
            throw new IllegalArgumentException("a network of " + prefix.getHostAddress() + " has no " + bits + " bits");
        }
    }

    /** Reads a network; anything else is an {@code IllegalArgumentException} that says how it is written. Names are not looked up. */
    public static Network parse(String text) {
        String[] parts = text.strip().split("/", 2);
        try {
            InetAddress prefix = InetAddress.ofLiteral(parts[0]);
            return new Network(prefix, parts.length > 1 ? Integer.parseInt(parts[1]) : prefix.getAddress().length * 8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'%s' is no network: it is written like 10.0.0.0/8, 203.0.113.7 or 2001:db8::/32".formatted(text),
                    e);
        }
    }

    /** Networks between commas; none in a blank text. */
    static List<Network> list(String text) {
        return Stream.of(text.split("[,\\s]+", -1))
                .filter(each -> !each.isBlank())
                .map(Network::parse)
                .toList();
    }

    public boolean contains(InetAddress address) {
        byte[] one = prefix.getAddress();
        byte[] other = address.getAddress();
        if (one.length != other.length) {
            return false;
        }
        int whole = bits / 8;
        int rest = bits % 8;
        return Arrays.equals(one, 0, whole, other, 0, whole)
                && (rest == 0 || ((one[whole] ^ other[whole]) & (0xff << (8 - rest)) & 0xff) == 0);
    }

    /** Whether the block lies in this one as a whole. */
    boolean contains(Network other) {
        return other.bits >= bits && contains(other.prefix);
    }

    @Override
    public String toString() {
        return prefix instanceof Inet6Address
                ? HexFormat.of().formatHex(prefix.getAddress(), 0, (bits + 7) / 8) + "/" + bits
                : prefix.getHostAddress() + "/" + bits;
    }
}
