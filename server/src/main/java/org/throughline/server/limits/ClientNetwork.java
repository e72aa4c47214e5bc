package org.throughline.server.limits;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Where a request came from, as it is counted: an IPv4 address, or the /64 of an IPv6 address, which is what one household or one rented
 * machine has for itself (RFC 6177): whoever has it could come from another address of it with every request.
 */
public record ClientNetwork(Network network) {
    private static final int IPV6_BITS = 64;

    /** The network of a client's address. */
    public static ClientNetwork of(InetAddress address) {
        if (address instanceof Inet4Address) {
            return new ClientNetwork(new Network(address, 32));
        }
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, IPV6_BITS / 8, bytes.length, (byte) 0);
        try {
            return new ClientNetwork(new Network(InetAddress.getByAddress(bytes), IPV6_BITS));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("sixteen bytes are an address", e);
        }
    }

    @Override
    public String toString() {
        return network.toString();
    }
}
