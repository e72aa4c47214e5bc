package org.throughline.server.shared;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Addresses end in logs and histories, so a token in one is refused before anybody looks whether it works. */
public final class TokensInAddresses {
    private static final Set<String> NAMES = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        NAMES.addAll(Set.of("access_token", "token", "authorization"));
    }

    private TokensInAddresses() {}

    /** Whether there is one after the question mark, however its name is written. */
    public static boolean has(@Nullable String query) {
        return query != null
                && Arrays.stream(query.split("&", -1))
                        .map(pair -> pair.split("=", 2)[0])
                        .map(name -> URLDecoder.decode(name, StandardCharsets.ISO_8859_1))
                        .anyMatch(NAMES::contains);
    }

    /** The refusal. */
    public static Problem refused() {
        return new Problem(
                ProblemType.TOKEN_IN_URL,
                "There is a token in the address, where logs and histories keep it. It was not used; "
                        + "revoke it, and send a new one in the Authorization header.");
    }
}
