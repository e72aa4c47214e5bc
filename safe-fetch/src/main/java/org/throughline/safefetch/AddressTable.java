package org.throughline.safefetch;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The addresses that a stranger must not send us to, from the IANA special-purpose registries (RFC 6890 and its
 * updates). The JDK's predicates ({@code isSiteLocalAddress} and the like) are no substitute: all of them answer false
 * for unique local IPv6, shared address space, NAT64 and 6to4 forms of loopback, and the reserved block.
 *
 * <p>An IPv6 address that carries an IPv4 address inside (mapped, NAT64, 6to4, Teredo, ISATAP) is judged by the address
 * inside.
 */
final class AddressTable {

    private record Block(byte[] prefix, int bits, String name) {
        static Block of(String cidr, String name) {
            int slash = cidr.indexOf('/');
            byte[] prefix = InetAddress.ofLiteral(cidr.substring(0, slash)).getAddress();
            return new Block(prefix, Integer.parseInt(cidr.substring(slash + 1)), cidr + ", " + name);
        }

        boolean contains(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            int whole = bits / 8;
            if (!Arrays.equals(address, 0, whole, prefix, 0, whole)) {
                return false;
            }
            int rest = bits % 8;
            return rest == 0 || ((address[whole] ^ prefix[whole]) & (0xff << (8 - rest)) & 0xff) == 0;
        }
    }

    private static final List<Block> REFUSED_V4 = List.of(
            Block.of("0.0.0.0/8", "this network"),
            Block.of("10.0.0.0/8", "private use"),
            Block.of("100.64.0.0/10", "shared address space"),
            Block.of("127.0.0.0/8", "loopback"),
            Block.of("168.63.129.16/32", "a cloud's platform address"),
            Block.of("169.254.0.0/16", "link local"),
            Block.of("172.16.0.0/12", "private use"),
            Block.of("192.0.0.0/24", "protocol assignments"),
            Block.of("192.0.2.0/24", "documentation"),
            Block.of("192.88.99.0/24", "6to4 relay"),
            Block.of("192.168.0.0/16", "private use"),
            Block.of("198.18.0.0/15", "benchmarking"),
            Block.of("198.51.100.0/24", "documentation"),
            Block.of("203.0.113.0/24", "documentation"),
            Block.of("224.0.0.0/4", "multicast"),
            Block.of("240.0.0.0/4", "reserved and broadcast"));

    private static final Block GLOBAL_UNICAST_V6 = Block.of("2000::/3", "global unicast");
    private static final Block MAPPED = new Block(mappedPrefix(), 96, "::ffff:0:0/96, IPv4-mapped");
    private static final Block NAT64 = Block.of("64:ff9b::/96", "NAT64");
    private static final Block SIX_TO_FOUR = Block.of("2002::/16", "6to4");
    private static final Block TEREDO = Block.of("2001::/32", "Teredo");
    private static final List<Block> REFUSED_V6 = List.of(
            Block.of("2001::/23", "protocol assignments"),
            Block.of("2001:db8::/32", "documentation"),
            Block.of("3fff::/20", "documentation"));

    private AddressTable() {}

    /** Why this address is refused, in words; empty if it is an ordinary public address. */
    static Optional<String> refusal(InetAddress address) {
        return refusal(address.getAddress()).map(block -> address.getHostAddress() + " lies in " + block);
    }

    /** Whether the address, or the IPv4 address inside it, is the machine itself. */
    static boolean isLoopback(InetAddress address) {
        return address.isLoopbackAddress();
    }

    private static Optional<String> refusal(byte[] address) {
        if (address.length == 4) {
            return firstBlock(REFUSED_V4, address);
        }
        if (MAPPED.contains(address) || NAT64.contains(address)) {
            return inside(address, 12);
        }
        if (!GLOBAL_UNICAST_V6.contains(address)) {
            return Optional.of("IPv6 space outside 2000::/3, global unicast");
        }
        if (SIX_TO_FOUR.contains(address)) {
            return inside(address, 2);
        }
        if (TEREDO.contains(address)) {
            byte[] client = Arrays.copyOfRange(address, 12, 16);
            for (int i = 0; i < client.length; i++) {
                client[i] = (byte) ~client[i]; // the client's address is stored inverted, RFC 4380 section 4
            }
            return inside(address, 4).or(() -> refusal(client));
        }
        if (isIsatap(address)) {
            return inside(address, 12);
        }
        return firstBlock(REFUSED_V6, address);
    }

    private static Optional<String> inside(byte[] address, int offset) {
        byte[] v4 = Arrays.copyOfRange(address, offset, offset + 4);
        return refusal(v4).map(block -> "(through the IPv4 address inside, " + dotted(v4) + ") " + block);
    }

    private static boolean isIsatap(byte[] address) {
        // interface identifier 0000:5efe or 0200:5efe, then the IPv4 address: RFC 5214 section 6.1
        return (address[8] & ~0x02) == 0 && address[9] == 0 && address[10] == 0x5e && address[11] == (byte) 0xfe;
    }

    private static Optional<String> firstBlock(List<Block> blocks, byte[] address) {
        return blocks.stream()
                .filter(block -> block.contains(address))
                .map(Block::name)
                .findFirst();
    }

    private static String dotted(byte[] v4) {
        try {
            return Inet4Address.getByAddress(v4).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are always an IPv4 address", e);
        }
    }

    private static byte[] mappedPrefix() {
        byte[] prefix = new byte[16];
        prefix[10] = (byte) 0xff;
        prefix[11] = (byte) 0xff;
        return prefix;
    }
}
