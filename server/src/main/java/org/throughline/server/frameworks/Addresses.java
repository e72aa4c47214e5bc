package org.throughline.server.frameworks;

import java.net.URI;
import java.net.URISyntaxException;

/** What two addresses have in common. */
final class Addresses {
    private Addresses() {}

    /** Whether both are of one scheme, host and port (RFC 6454, section 4); false where either is no address. */
    static boolean sameServer(String one, String other) {
        try {
            URI a = new URI(one.strip());
            URI b = new URI(other.strip());
            return a.getHost() != null
                    && b.getHost() != null
                    && a.getScheme() != null
                    && a.getScheme().equalsIgnoreCase(b.getScheme())
                    && a.getHost().equalsIgnoreCase(b.getHost())
                    && a.getPort() == b.getPort();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Whether it looks like the address of something on the web; whether it may be fetched is judged when it is. */
    static boolean isWeb(String address) {
        try {
            URI uri = new URI(address);
            return uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** An address as it may be told: without what stands behind a question mark, which may be a key. */
    static String shown(String address) {
        return address.replaceFirst("[?#].*", "");
    }
}
