package org.throughline.server.access.web;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an application's request must fulfil before a person hears of it (RFC 9700 sections 2.1 and 2.1.1). */
final class RequestRules {
    private static final int CHALLENGE = 43; // SHA-256 as base64url

    private RequestRules() {}

    /** The redirect address is named, and is one of the registered ones letter for letter; ports and case count too. */
    static boolean redirectsExactly(Set<String> registered, @Nullable String asked) {
        return asked != null && registered.contains(asked);
    }

    /** The code is bound to a secret of the asker (PKCE), by S256 and nothing weaker. */
    static boolean provesItsCode(Map<String, Object> parameters) {
        return "S256".equals(parameters.get("code_challenge_method"))
                && parameters.get("code_challenge") instanceof String challenge
                && challenge.length() == CHALLENGE;
    }
}
