package org.throughline.safefetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Turns a host name into addresses. The system's resolver outside tests; in tests, a liar. */
@FunctionalInterface
public interface Resolver {

    /**
     * All addresses of the host, in the order in which they should be tried.
     *
     * @throws UnknownHostException if the name has none
     */
    List<InetAddress> resolve(String host) throws UnknownHostException;

    /** The resolver of the operating system. */
    static Resolver system() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
