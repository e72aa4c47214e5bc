package org.throughline.server.organizations.web;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HexFormat;

/**
 * From where somebody asks, no closer than their network: enough to know one's own place, too little to find a person. Nobody is asked where
 * an address lies.
 */
final class Networks {
    private Networks() {}

    /** The first three numbers of an IPv4 address, the first 48 bits of an IPv6 address; the machine itself is {@code local}. */
    static String of(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return "local";
        }
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return "%d.%d.%d.…".formatted(bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff);
        }
        String hex = HexFormat.of().formatHex(bytes, 0, 6);
        return hex.substring(0, 4) + ":" + hex.substring(4, 8) + ":" + hex.substring(8, 12) + ":…";
    }

    /**
     * In words.
     *
     * @param network of a session
     * @param here of the session that asks
     */
    static String words(String network, String here) {
        String words = network.equals("local")
                ? "The machine that this server runs on"
                : network.equals("unknown")
                        ? "Not known"
                        : (isPrivate(network) ? "A network at home or at work, " : "The network ") + network;
        return network.equals(here) && !network.equals("unknown") ? words + ", which you use now" : words;
    }

    /** RFC 1918, RFC 4193, RFC 3927 and RFC 4291 section 2.5.6. */
    private static boolean isPrivate(String network) {
        return network.matches(
                "10\\..*|192\\.168\\..*|172\\.(1[6-9]|2\\d|3[01])\\..*|169\\.254\\..*|f[cd]..:.*|fe[89ab].:.*");
    }
}
