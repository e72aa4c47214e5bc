package org.throughline.server.organizations;

/** Lets somebody in whose account was made a moment ago, in the request that made it; {@code web}, which knows requests, opens the session. */
@FunctionalInterface
public interface FirstSession {
    void open(PersonId person);
}
