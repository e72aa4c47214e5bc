package org.throughline.server.shared;

import java.net.URI;

/**
 * The address that the world sees ({@code --public-url}; without it {@code http://localhost:<port>}). The Host header is never trusted; links that leave the
 * server are made here.
 *
 * @param base scheme, host and optional port, without a trailing slash
 */
public record PublicAddress(URI base) {
    public PublicAddress {
        String text = base.toString();
        if (!base.isAbsolute() || base.getHost() == null) {
            throw new IllegalArgumentException("a public address is an absolute http(s) URL, not '" + text + "'");
        }
        if (text.endsWith("/")) {
            base = URI.create(text.substring(0, text.length() - 1));
        }
    }

    /** The absolute URL of a path on this server; the path starts with a slash. */
    public String url(String path) {
        return base + path;
    }

    /** Whether the world reaches us by https, the condition for did:web. */
    public boolean isHttps() {
        return "https".equals(base.getScheme());
    }
}
