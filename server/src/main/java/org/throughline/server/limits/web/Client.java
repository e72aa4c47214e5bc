package org.throughline.server.limits.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.security.Principal;
import java.util.Optional;
import org.throughline.server.limits.ClientNetwork;

/** Who sends a request, for whoever counts. The only place that reads an address from a request. */
public final class Client {
    private Client() {}

    /** The network that the request came from; behind a trusted proxy the one that the proxy names. */
    public static ClientNetwork of(HttpServletRequest request) {
        return ClientNetwork.of(address(request));
    }

    /** Whether the request came over a connection from this machine, and through no proxy that says so. */
    public static boolean isOnThisMachine(HttpServletRequest request) {
        return address(request).isLoopbackAddress() && !ForwardedClients.speaksForAnother(request);
    }

    /** The name of the person or program that is known. */
    static Optional<String> name(HttpServletRequest request) {
        return Optional.ofNullable(request.getUserPrincipal()).map(Principal::getName);
    }

    /** The address that the request came from, for whoever has to show it; to count, take the network. */
    public static InetAddress address(HttpServletRequest request) {
        String text = request.getRemoteAddr();
        int zone = text.indexOf('%'); // of a link-local address; it names a cable, not a client
        return InetAddress.ofLiteral(zone < 0 ? text : text.substring(0, zone));
    }
}
