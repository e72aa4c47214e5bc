package org.throughline.safefetch;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which addresses may be fetched. Everything not plainly allowed is refused: the address must be absolute, https, on
 * port 443 or 8443, without user information, and name a public host by a dotted ASCII name.
 */
public final class FetchPolicy {

    private static final Set<Integer> PORTS = Set.of(443, 8443);
    private static final List<String> PRIVATE_SUFFIXES =
            List.of(".localhost", ".local", ".internal", ".localdomain", ".home.arpa", ".onion", ".invalid");

    private final boolean loopback;
    private final Set<String> refusedHosts;
    private final Set<String> trustedHosts;

    private FetchPolicy(boolean loopback, Set<String> refusedHosts, Set<String> trustedHosts) {
        this.loopback = loopback;
        this.refusedHosts = lowerCase(refusedHosts);
        this.trustedHosts = lowerCase(trustedHosts);
    }

    /** https to public addresses only. */
    public static FetchPolicy strict() {
        return new FetchPolicy(false, Set.of(), Set.of());
    }

    /**
     * As {@link #strict()}, and in addition http and https on any port where every address of the host is this machine
     * itself. For demonstrations and tests; a server that strangers can reach must be strict.
     */
    public static FetchPolicy allowingLoopback() {
        return new FetchPolicy(true, Set.of(), Set.of());
    }

    /** The same policy, which also refuses these hosts: our own public names, so that nobody makes us call ourselves. */
    public FetchPolicy refusingHosts(Set<String> hosts) {
        return new FetchPolicy(loopback, hosts, trustedHosts);
    }

    /**
     * The same policy, which also lets these hosts have private addresses: an issuer in the operator's own network. By https only, and a
     * redirect from there is judged like any other.
     *
     * @param hosts names, {@code issuer.campus.example} for the ports 443 and 8443 or {@code issuer.campus.example:9443} for one port
     */
    public FetchPolicy trustingHosts(Set<String> hosts) {
        for (String host : hosts) {
            if (!host.matches("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*(:[0-9]{1,5})?")
                    || endsInNumber(host.split(":", 2)[0])) {
                throw new IllegalArgumentException("A trusted host is a name, with or without a port, not " + host);
            }
        }
        return new FetchPolicy(loopback, refusedHosts, hosts);
    }

    /** Why the address may not be fetched, judged by its text alone; empty if it may be looked up. */
    Optional<String> refusalOf(URI uri) {
        String scheme = uri.getScheme();
        String host = uri.getHost();
        if (scheme == null || host == null || uri.isOpaque()) {
            return Optional.of("The address must be absolute and name a host: https://host/path");
        }
        if (uri.getRawUserInfo() != null) {
            return Optional.of("The address must not hold a user name or password");
        }
        host = host.toLowerCase(Locale.ROOT);
        if (refusedHosts.contains(host)) {
            return Optional.of("The host " + host + " is this server's own");
        }
        if (loopback && mayBeLoopback(scheme, host) || isTrusted(uri)) {
            return Optional.empty();
        }
        if (!scheme.equalsIgnoreCase("https")) {
            return Optional.of("Only https is fetched, but the address begins with " + scheme + ":");
        }
        if (!PORTS.contains(portOf(uri)) && !loopback) {
            return Optional.of("Only the ports 443 and 8443 are fetched, but the address names " + uri.getPort());
        }
        return refusalOfName(host);
    }

    /** Why the addresses behind the host may not be connected to; empty if all of them may. */
    Optional<String> refusalOf(URI uri, List<InetAddress> addresses) {
        if (addresses.isEmpty()) {
            return Optional.of("The host has no address");
        }
        if (loopback && addresses.stream().allMatch(AddressTable::isLoopback) || isTrusted(uri)) {
            return Optional.empty();
        }
        if (!uri.getScheme().equalsIgnoreCase("https") || !PORTS.contains(portOf(uri))) {
            return Optional.of("Only https on the ports 443 and 8443 is fetched from other machines");
        }
        Optional<String> name = refusalOfName(uri.getHost().toLowerCase(Locale.ROOT));
        if (name.isPresent()) {
            return name;
        }
        // one bad address among good ones is how rebinding begins: the whole answer is refused
        return addresses.stream()
                        .anyMatch(address -> AddressTable.refusal(address).isPresent())
                // which address it was is not told: a stranger would learn the names and numbers of our network
                ? Optional.of("The host " + uri.getHost() + " does not lead to a public address")
                : Optional.empty();
    }

    private boolean isTrusted(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return "https".equalsIgnoreCase(uri.getScheme())
                && (trustedHosts.contains(host + ":" + portOf(uri))
                        || PORTS.contains(portOf(uri)) && trustedHosts.contains(host));
    }

    private static Set<String> lowerCase(Set<String> hosts) {
        return hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** The port of the address, said or implied. */
    static int portOf(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "http".equalsIgnoreCase(uri.getScheme()) ? 80 : 443;
    }

    private static boolean mayBeLoopback(String scheme, String host) {
        boolean web = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
        boolean literal = host.startsWith("[") || endsInNumber(host);
        return web && (!literal || host.equals("[::1]") || host.equals("127.0.0.1"));
    }

    private static Optional<String> refusalOfName(String host) {
        if (host.startsWith("[") || endsInNumber(host)) {
            return Optional.of("The host must be a name, not the address " + host);
        }
        if (host.endsWith(".") || !host.contains(".")) {
            return Optional.of("The host " + host + " is not a full public name");
        }
        if (PRIVATE_SUFFIXES.stream().anyMatch(host::endsWith)) {
            return Optional.of("The host " + host + " is a private name");
        }
        return Optional.empty();
    }

    /**
     * Whether some parser somewhere would read the host as an IPv4 address: its last label is a number, decimal,
     * octal or hexadecimal (WHATWG URL, "ends in a number checker").
     */
    private static boolean endsInNumber(String host) {
        String trimmed = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        String last = trimmed.substring(trimmed.lastIndexOf('.') + 1);
        return last.matches("[0-9]+|0x[0-9a-f]*");
    }
}
