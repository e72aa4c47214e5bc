package org.throughline.server.limits;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The proxies whose word about the client is believed. The hops are read from the right, where the nearest proxy wrote: as long as a hop is a
 * trusted proxy itself the next one is looked at, and the first that is not is the client. What stands further left could have been written by
 * anybody.
 *
 * @param networks whose word is believed; none where no proxy stands before this server
 * @param header which header they write: {@code X-Forwarded-For} or {@code Forwarded} (RFC 7239). Only one is read, because a proxy that writes
 *     the one lets through what a stranger writes into the other
 */
public record TrustedProxies(List<Network> networks, Header header) {
    public TrustedProxies {
        networks = List.copyOf(networks);
    }

    /** The headers in which proxies say whom they speak for. */
    public enum Header {
        X_FORWARDED_FOR("X-Forwarded-For"),
        FORWARDED("Forwarded");

        private final String text;

        Header(String text) {
            this.text = text;
        }

        /** As it stands in a request. */
        public String text() {
            return text;
        }

        /** Reads a name, whatever its case; another one is an {@code IllegalArgumentException}. */
        public static Header parse(String name) {
            for (Header header : values()) {
                if (header.text.equalsIgnoreCase(name.strip())) {
                    return header;
                }
            }
            throw new IllegalArgumentException(
                    "a proxy says whom it speaks for in X-Forwarded-For or Forwarded, not in " + name);
        }
    }

    /** Reads networks between commas, and the header's name. */
    public static TrustedProxies parse(String networks, String header) {
        return new TrustedProxies(Network.list(networks), Header.parse(header));
    }

    /** Whether the word of whoever sits at this address is believed. */
    public boolean trust(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    /**
     * The client of a request.
     *
     * @param peer who holds the connection
     * @param lines the header's lines, in their order
     */
    public InetAddress client(InetAddress peer, List<String> lines) {
        List<String> hops = List.of(String.join(",", lines).split(",", -1));
        InetAddress client = peer;
        for (int i = hops.size() - 1; i >= 0 && trust(client); i--) {
            Optional<InetAddress> hop = header == Header.FORWARDED ? forwarded(hops.get(i)) : address(hops.get(i));
            if (hop.isEmpty()) {
                break; // the nearest proxy whose word can be read is counted instead
            }
            client = hop.get();
        }
        return client;
    }

    /** The {@code for} of one element of {@code Forwarded}, such as {@code for="[2001:db8::1]:4711";proto=https}. */
    private static Optional<InetAddress> forwarded(String element) {
        for (String pair : element.split(";", -1)) {
            String[] parts = pair.strip().split("=", 2);
            if (parts.length == 2 && parts[0].strip().toLowerCase(Locale.ROOT).equals("for")) {
                return address(parts[1]);
            }
        }
        return Optional.empty();
    }

    /** An address as proxies write it: in quotes or not, IPv6 in brackets or not, with a port or not; {@code unknown} and hidden names are none. */
    private static Optional<InetAddress> address(String written) {
        String text = written.strip();
        if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
            text = text.substring(1, text.length() - 1);
        }
        if (text.startsWith("[")) {
            text = text.substring(1, Math.max(1, text.indexOf(']')));
        } else if (text.indexOf(':') == text.lastIndexOf(':') && text.indexOf(':') > 0) {
            text = text.substring(0, text.indexOf(':'));
        }
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
