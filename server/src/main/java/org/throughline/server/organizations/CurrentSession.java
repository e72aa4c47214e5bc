package org.throughline.server.organizations;

import java.util.Optional;

/** The session of the request at hand; {@code web}, which knows requests, says which it is. */
@FunctionalInterface
public interface CurrentSession {
    /** Its id, or empty outside a request and for somebody without a session. */
    Optional<String> id();
}
